import { NetworkError } from './http';

/** A blob as a listing names it. Epoch milliseconds. */
export interface ListedBlob {
  readonly id: string;
  readonly uri: string;
  readonly created: number;
  /** Until then the service keeps it; undefined where the listing does not say. */
  readonly expires: number | undefined;
}

export interface Listing {
  readonly blobs: readonly ListedBlob[];
  /** Address of the next page. */
  readonly next: string | undefined;
  /** The service's time when it began to answer: what appears later is not in it. */
  readonly at: number;
}

/** The rows of a listing. @throws NetworkError when one is no blob: what is left out by mistake would be lost */
export function blobsOf(rows: readonly unknown[]): ListedBlob[] {
  return rows.map((row) => {
    const { contentId: id, contentUri: uri, contentCreated, contentExpiration } = fieldsOf(row);
    const created = timeOf(contentCreated);
    if (!isText(id) || !isText(uri) || created === undefined) {
      throw brokenRow('a blob', row);
    }
    return { id, uri, created, expires: timeOf(contentExpiration) };
  });
}

/** The fields of a row of an answer. @throws NetworkError when it has none */
export function fieldsOf(row: unknown): Readonly<Record<string, unknown>> {
  if (typeof row !== 'object' || row === null) throw brokenRow('an object', row);
  return row as Readonly<Record<string, unknown>>;
}

function brokenRow(expected: string, row: unknown): NetworkError {
  const found = JSON.stringify(row).slice(0, 300);
  return new NetworkError('BROKEN_ANSWER', `a row of the answer is not ${expected}: ${found}`, {});
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
