import type { Tenant } from '../tenant';
import { chooser } from './choices';
import { ordinary } from './ordinary';
import { RecordTemplate, slot } from './record-template';
import { workRhythm } from './rhythm';
import { seconds } from '../times';

/** First-party applications: Exchange Online, SharePoint Online, Teams' service, Microsoft Graph. */
const application = chooser([
  ['00000002-0000-0ff1-ce00-000000000000', 4],
  ['00000003-0000-0ff1-ce00-000000000000', 3],
  ['cc15fd57-2c6c-4117-a88c-83b1d56b4bbe', 3],
  ['00000003-0000-0000-c000-000000000000', 2],
]);

const request = chooser([
  ['OAuth2:Token', 6],
  ['OAuth2:Authorize', 3],
  ['Login:reprocess', 1],
]);

/** Failures of an ordinary day: a second factor that is asked for, a single sign-on that ran out, a typing error. */
const failure = chooser([
  [{ number: '50074', error: 'UserStrongAuthClientAuthNRequired' }, 6],
  [{ number: '50097', error: 'SsoArtifactExpiredDueToConditionalAccess' }, 3],
  [{ number: '50126', error: 'InvalidUserNameOrPassword' }, 1],
]);

const FAILED_SHARE = 0.03;

/** People sign in, now and then in vain. */
export const signIn = ordinary({
  name: 'sign-in',
  stream: 'o365.audit',
  contentType: 'Audit.AzureActiveDirectory',
  rhythm: workRhythm,
  actors: ({ people, guests }) => [...people, ...guests],
  maker: (tenant) => {
    const succeeded = loginTemplate(tenant, false);
    const failed = loginTemplate(tenant, true);
    return (occurred, person, random) => {
      const failing = random.chance(FAILED_SHARE) ? failure(random) : undefined;
      return (failing ? failed : succeeded).fill({
        time: seconds(occurred),
        id: random.guid(),
        key: person.id,
        user: person.upn,
        address: person.addresses[random.chance(0.8) ? 0 : 1],
        application: application(random),
        agent: person.device.userAgent,
        os: person.device.os,
        browser: person.device.browser,
        device: person.device.id,
        request: request(random),
        inter: random.guid(),
        intra: random.guid(),
        number: failing?.number ?? '0',
        error: failing?.error ?? '',
      });
    };
  },
});

type LoginSlot =
  | 'time'
  | 'id'
  | 'key'
  | 'user'
  | 'address'
  | 'application'
  | 'agent'
  | 'os'
  | 'browser'
  | 'device'
  | 'request'
  | 'inter'
  | 'intra'
  | 'number'
  | 'error';

function loginTemplate(tenant: Tenant, failed: boolean): RecordTemplate<LoginSlot> {
  return new RecordTemplate({
    CreationTime: slot('time'),
    Id: slot('id'),
    Operation: failed ? 'UserLoginFailed' : 'UserLoggedIn',
    OrganizationId: tenant.id,
    RecordType: 15,
    ResultStatus: failed ? 'Failed' : 'Success',
    UserKey: slot('key'),
    UserType: 0,
    Version: 1,
    Workload: 'AzureActiveDirectory',
    ClientIP: slot('address'),
    ObjectId: slot('application'),
    UserId: slot('user'),
    AzureActiveDirectoryEventType: 1,
    ExtendedProperties: [
      { Name: 'ResultStatusDetail', Value: failed ? 'UserError' : 'Success' },
      { Name: 'UserAgent', Value: slot('agent') },
      { Name: 'UserAuthenticationMethod', Value: '1' },
      { Name: 'RequestType', Value: slot('request') },
    ],
    ModifiedProperties: [],
    Actor: [
      { ID: slot('key'), Type: 0 },
      { ID: slot('user'), Type: 5 },
    ],
    ActorContextId: tenant.id,
    ActorIpAddress: slot('address'),
    InterSystemsId: slot('inter'),
    IntraSystemId: slot('intra'),
    SupportTicketId: '',
    Target: [{ ID: slot('application'), Type: 0 }],
    TargetContextId: tenant.id,
    ApplicationId: slot('application'),
    DeviceProperties: [
      { Name: 'Id', Value: slot('device') },
      { Name: 'OS', Value: slot('os') },
      { Name: 'BrowserType', Value: slot('browser') },
      { Name: 'IsCompliantAndManaged', Value: 'True' },
    ],
    ErrorNumber: slot('number'),
    ...(failed ? { LogonError: slot('error') } : {}),
  });
}
