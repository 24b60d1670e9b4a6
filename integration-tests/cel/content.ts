import type { ContentType } from '../../fixtures/management-api';

const DAY = 24 * 60 * 60_000;

/** Content that a tenant will have. */
export interface Content {
  readonly contentType: ContentType;
  /** Epoch milliseconds. */
  readonly created: number;
  readonly expires: number;
  readonly records: readonly { readonly Id: string }[];
}

let made = 0;

/** A blob of so many records that became available so many minutes before now, with ids that no other has. */
export function blob(
  contentType: ContentType,
  minutesAgo: number,
  { records = 2, expired = false } = {},
): Content {
  const now = Date.now();
  const created = now - minutesAgo * 60_000;
  const number = String(++made).padStart(6, '0');
  return {
    contentType,
    created,
    expires: expired ? now - 1 : created + 7 * DAY,
    records: Array.from({ length: records }, (_, index) => ({
      CreationTime: new Date(created).toISOString().slice(0, 19),
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
