import type { Random } from '../random';
import type { Person, Tenant } from '../tenant';

export interface SharedFile {
  readonly workload: 'SharePoint' | 'OneDrive';
  /** With the slash at the end. */
  readonly siteUrl: string;
  readonly siteId: string;
  readonly name: string;
  readonly extension: string;
}

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
      return { workload: 'OneDrive', siteUrl, siteId: person.mailboxId, name: file, extension };
    }
    const { site, siteId } = random.pick(groups);
    const siteUrl = `https://${host}.sharepoint.com/sites/${site}/`;
    return { workload: 'SharePoint', siteUrl, siteId, name: file, extension };
  };
}
