import type { ContentType, Emission } from './emission';

const BY_WORKLOAD: Readonly<Record<string, ContentType>> = {
  AzureActiveDirectory: 'Audit.AzureActiveDirectory',
  Exchange: 'Audit.Exchange',
  SharePoint: 'Audit.SharePoint',
  OneDrive: 'Audit.SharePoint',
};

const OPERATION = '"Operation":"';
const WORKLOAD = '"Workload":"';

/** The content type of a record of the Management Activity API, by its text. */
export function contentTypeOf({ text }: Pick<Emission, 'text'>): ContentType {
  if (text.startsWith('Dlp', text.indexOf(OPERATION) + OPERATION.length)) return 'DLP.All';
  const start = text.indexOf(WORKLOAD) + WORKLOAD.length;
  const workload = text.slice(start, text.indexOf('"', start));
  return Object.hasOwn(BY_WORKLOAD, workload) ? (BY_WORKLOAD[workload] ?? 'Audit.General') : 'Audit.General';
}
