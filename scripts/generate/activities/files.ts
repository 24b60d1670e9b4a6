import type { JsonObject } from '../../base/json';
import type { Random } from '../random';
import type { Person, Tenant } from '../tenant';
import { slot } from './record-template';

/** A file; its members are the slots of {@link FILE_PLACE}, and `workload`. */
export type SharedFile = Readonly<{
  workload: 'SharePoint' | 'OneDrive';
  /** With the slash at the end. */
  siteUrl: string;
  /** Its id. */
  site: string;
  /** Its name. */
  file: string;
  extension: string;
}>;

/** Where a file lies, in the members of every record about one. */
export const FILE_PLACE: JsonObject = {
  ObjectId: `${slot('siteUrl')}Shared Documents/${slot('file')}`,
  Site: slot('site'),
  SiteUrl: slot('siteUrl'),
  SourceFileName: slot('file'),
  SourceFileExtension: slot('extension'),
  SourceRelativeUrl: 'Shared Documents',
};

const TOPICS = [
  'agenda',
  'budget',
  'contract',
  'draft',
  'invoice',
  'minutes',
  'offer',
  'plan',
  'report',
  'roadmap',
  'summary',
  'survey',
];
const EXTENSIONS = ['docx', 'xlsx', 'pptx', 'pdf', 'txt', 'png'];

/** Picks a file that a person works with: one of a site of the tenant, or of its own OneDrive. */
export function filePicker(tenant: Tenant): (random: Random, person: Person) => SharedFile {
  const { groups, name } = tenant;
  const host = name.toLowerCase();
  return (random, person) => {
    const extension = random.pick(EXTENSIONS);
    const file = `${random.pick(TOPICS)}-${random.between(2021, 2026)}-${random.below(400)}.${extension}`;
    if (random.chance(0.4)) {
      const siteUrl = `https://${host}-my.sharepoint.com/personal/${person.upnPath}/`;
      return { workload: 'OneDrive', siteUrl, site: person.mailboxId, file, extension };
    }
    const { site: siteName, siteId: site } = random.pick(groups);
    const siteUrl = `https://${host}.sharepoint.com/sites/${siteName}/`;
    return { workload: 'SharePoint', siteUrl, site, file, extension };
  };
}
