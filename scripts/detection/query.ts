import type { JsonValue } from '../base/json';
import type { QueryRule } from '../content';
import type { SearchRequest } from '../query-dsl/types';
import { descendsFrom, documentAlertId } from './alert';
import type { Alert } from './alert';
import { timestampSort, windowedQuery } from './requests';
import type { WindowRun } from './types';

/** What stands for a date that a document lacks: the largest long of Java, beyond the exact numbers of JSON. */
const NO_DATE = '9223372036854775807';

/** Sort values as they can be sent back: Elasticsearch refuses numbers that no long can hold (Kibana's getSafeSortIds). */
function safeSortValues(values: readonly JsonValue[]): JsonValue[] {
  return values.map((value) =>
    value === null || value === '' || Number(value) >= Number.MAX_SAFE_INTEGER ? NO_DATE : value,
  );
}

/** One alert an event, oldest first, a page of at most max_signals at a time until max_signals is reached. */
export async function runQuery(
  run: WindowRun & { rule: QueryRule },
): Promise<{ alerts: Alert[]; truncated: boolean }> {
  const { rule } = run;
  const request: SearchRequest = {
    index: rule.index,
    query: windowedQuery(rule, run.window, run.filters, run.form),
    size: rule.max_signals,
    sort: timestampSort(rule),
  };
  const alerts: Alert[] = [];
  let page = request;
  for (;;) {
    const { hits } = await run.search(page);
    for (const hit of hits) {
      const id = documentAlertId(hit, rule.id);
      if (run.known.has(id) || descendsFrom(hit, rule.id)) continue;
      if (alerts.length === run.limit) return { alerts, truncated: true };
      alerts.push({ id, ruleId: rule.id, event: hit });
    }
    const after = hits.at(-1)?.sort;
    if (hits.length < request.size || after === undefined) return { alerts, truncated: false };
    page = { ...request, search_after: safeSortValues(after) };
  }
}
