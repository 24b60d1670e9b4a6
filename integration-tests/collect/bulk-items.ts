/** One item of a bulk request of `create`s: its two lines. */
export interface BulkItem {
  readonly id: string | undefined;
  /** What it asks to be written to, where it says so. */
  readonly target: string | undefined;
  readonly lines: string;
}

/** What Elasticsearch says of an item. */
export interface ItemAnswer {
  readonly _index?: string;
  readonly _id?: string;
  readonly status: number;
}

interface Action {
  readonly _id?: string;
  readonly _index?: string;
}

/** Reads the NDJSON of a bulk request that holds nothing but `create` and `index`. */
export function bulkItems(body: string): BulkItem[] {
  const lines = body.split('\n').filter((line) => line !== '');
  return Array.from({ length: lines.length / 2 }, (_, place) => {
    const [action = '{}', source = ''] = lines.slice(2 * place, 2 * place + 2);
    const [named = {}] = Object.values(JSON.parse(action) as Record<string, Action>);
    return { id: named._id, target: named._index, lines: `${action}\n${source}\n` };
  });
}

/** The items of a bulk answer. */
export function itemAnswers(answer: string): ItemAnswer[] {
  const { items = [] } = JSON.parse(answer) as { items?: Record<string, ItemAnswer>[] };
  return items.flatMap((item) => Object.values(item));
}

/** A bulk answer as if Elasticsearch had refused the items at these places with 429; it was given the others alone. */
export function withRefused(
  answer: string,
  items: readonly BulkItem[],
  refused: ReadonlySet<number>,
): string {
  const { items: rest = [], ...around } = JSON.parse(answer) as { items?: object[] };
  const left = rest.values();
  const merged = items.map((item, place) => (refused.has(place) ? refusal(item) : left.next().value));
  return JSON.stringify({ ...around, errors: true, items: merged });
}

/** The answer to a bulk request all of whose items are refused. */
export const NOTHING = JSON.stringify({ took: 0, errors: false, items: [] });

function refusal({ id, target }: BulkItem): object {
  const error = {
    type: 'es_rejected_execution_exception',
    reason: 'rejected execution of primary operation',
  };
  return { create: { _index: target, _id: id, status: 429, error } };
}
