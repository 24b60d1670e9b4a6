import type { QueryRule } from '../content';
import type { SearchRequest } from '../query-dsl/types';
import { descendsFrom, documentAlertId } from './alert';
import type { Alert } from './alert';
import { timestampSort, windowedQuery } from './requests';
import type { WindowRun } from './types';

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
    page = { ...request, search_after: after };
  }
}
