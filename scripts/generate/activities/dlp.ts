import { filePicker } from './files';
import { ordinary } from './ordinary';
import { RecordTemplate, slot } from './record-template';
import { workRhythm } from './rhythm';
import { seconds } from '../times';

/** A rule of low severity notices a single number in a file. */
export const dlp = ordinary({
  name: 'dlp',
  stream: 'o365.audit',
  contentType: 'DLP.All',
  rhythm: workRhythm,
  actors: ({ people }) => people,
  maker: (tenant) => {
    const pickFile = filePicker(tenant);
    const url = `${slot('siteUrl')}Shared Documents/${slot('file')}`;
    const condition = { SensitiveType: '50842eb7-edc8-4019-85dd-5a5c1f2bb085', Count: 1, Confidence: 65 };
    const template = new RecordTemplate({
      CreationTime: slot('time'),
      Id: slot('id'),
      Operation: 'DlpRuleMatch',
      OrganizationId: tenant.id,
      RecordType: 11,
      ResultStatus: 'Succeeded',
      UserKey: 'DlpAgent',
      UserType: 4,
      Version: 1,
      Workload: slot('workload'),
      ObjectId: url,
      UserId: slot('user'),
      IncidentId: slot('incident'),
      SensitiveInfoDetectionIsIncluded: false,
      SharePointMetaData: {
        From: slot('user'),
        FileName: slot('file'),
        FilePathUrl: url,
        FileOwner: slot('name'),
        SiteCollectionUrl: slot('siteUrl'),
        UniqueID: slot('item'),
      },
      PolicyDetails: [
        {
          PolicyId: tenant.id,
          PolicyName: 'Card data',
          Rules: [
            {
              RuleId: tenant.id,
              RuleName: 'Low volume card numbers',
              RuleMode: 'Enable',
              Severity: 'Low',
              Actions: ['NotifyUser'],
              ConditionsMatched: { SensitiveInformation: [condition] },
            },
          ],
        },
      ],
    });
    return (occurred, person, random) => {
      const file = pickFile(random, person);
      return template.fill({
        time: seconds(occurred),
        id: random.guid(),
        ...file,
        user: person.upn,
        name: person.name,
        incident: random.guid(),
        item: random.guid(),
      });
    };
  },
});
