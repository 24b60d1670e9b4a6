/** The content types of the Office 365 Management Activity API. */
export const CONTENT_TYPES = [
  'Audit.AzureActiveDirectory',
  'Audit.Exchange',
  'Audit.SharePoint',
  'Audit.General',
  'DLP.All',
] as const;

const DAY = 24 * 60 * 60_000;

/** Content as the API lists it, with what it holds. */
export interface Blob {
  readonly id: string;
  readonly contentType: string;
  readonly created: Date;
  readonly expires: Date;
  readonly records: readonly object[];
}

let made = 0;

/** A blob of so many records that became available so many minutes before `now`, with ids that no other has. */
export function blob(
  contentType: string,
  minutesAgo: number,
  { records = 2, now = Date.now(), expired = false } = {},
): Blob {
  const created = new Date(now - minutesAgo * 60_000);
  const number = String(++made).padStart(6, '0');
  const stamp = created.toISOString().replaceAll(/[-:TZ.]/g, '') + number;
  const name = contentType.replace('.', '_');
  return {
    id: `${stamp}$${stamp}$${name.toLowerCase()}$${name}`,
    contentType,
    created,
    expires: new Date(expired ? now - 1 : created.getTime() + 7 * DAY),
    records: Array.from({ length: records }, (_, index) => ({
      CreationTime: created.toISOString().slice(0, 19),
      Id: `00000000-0000-4000-8000-${number}${String(index).padStart(6, '0')}`,
      Operation: 'Send',
      RecordType: 2,
      UserId: 'a.lee@contoso.com',
      Subject: 'Größe "1 < 2" & more\n\u2028',
      SizeInBytes: 1234567890123,
      Item: { Attachments: [], Ratio: 0.5, Empty: null },
    })),
  };
}
