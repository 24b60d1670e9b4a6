import { chooser } from './choices';
import { ordinary } from './ordinary';
import { RecordTemplate, bareSlot, slot } from './record-template';
import { workRhythm } from './rhythm';
import { seconds } from '../times';

const operation = chooser([
  ['TeamsSessionStarted', 4],
  ['ChatCreated', 2],
  ['MessageSent', 8],
  ['MessageUpdated', 1],
  ['MessageReadReceiptReceived', 6],
  ['MeetingParticipantDetail', 3],
  ['MemberAdded', 1],
]);

/** How often the other side is a guest of the tenant. */
const GUEST_SHARE = 0.04;

/** People talk among themselves, now and then with a guest. */
export const teams = ordinary({
  name: 'teams',
  stream: 'o365.audit',
  contentType: 'Audit.General',
  rhythm: workRhythm,
  actors: ({ people }) => people,
  maker: (tenant) => {
    const template = new RecordTemplate({
      CreationTime: slot('time'),
      Id: slot('id'),
      Operation: slot('operation'),
      OrganizationId: tenant.id,
      RecordType: 25,
      UserKey: slot('key'),
      UserType: 0,
      Version: 1,
      Workload: 'MicrosoftTeams',
      ClientIP: slot('address'),
      UserId: slot('user'),
      ChatThreadId: `19:${slot('thread')}@unq.gbl.spaces`,
      CommunicationType: 'OneOnOne',
      ExtraProperties: [
        { Key: 'TimeZone', Value: slot('zone') },
        { Key: 'OsName', Value: 'windows' },
        { Key: 'ClientName', Value: 'skypeteams' },
      ],
      ParticipantInfo: {
        HasForeignTenantUsers: false,
        HasGuestUsers: bareSlot('guests'),
        HasOtherGuestUsers: false,
        HasUnauthenticatedUsers: false,
        ParticipatingDomains: [],
        ParticipatingTenantIds: [tenant.id],
      },
      Members: [
        { DisplayName: slot('name'), Role: 1, UPN: slot('user') },
        { DisplayName: slot('otherName'), Role: 1, UPN: slot('other') },
      ],
    });
    return (occurred, person, random) => {
      const guest = random.chance(GUEST_SHARE);
      const other = random.pick(guest ? tenant.guests : tenant.people);
      return template.fill({
        time: seconds(occurred),
        id: random.guid(),
        operation: operation(random),
        key: person.id,
        user: person.upn,
        name: person.name,
        address: person.addresses[random.chance(0.75) ? 0 : 1],
        zone: person.office.timeZone,
        thread: random.guid(),
        guests: String(guest),
        other: other.upn,
        otherName: other.name,
      });
    };
  },
});
