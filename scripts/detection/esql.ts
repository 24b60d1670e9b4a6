import { EngineError } from '../base/errors';
import type { JsonObject } from '../base/json';
import { esqlAt, esqlSources } from '../content';
import type { EsqlRule } from '../content';
import { bucketAlertId, documentAlertId } from './alert';
import type { Alert } from './alert';
import { timeRange } from './requests';
import { suppress } from './suppression';
import type { SuppressionState } from './suppression';
import type { WindowRun } from './types';

interface Outcome {
  readonly alerts: readonly Alert[];
  readonly truncated: boolean;
  readonly suppression: SuppressionState;
}

/**
 * One alert a row. A row that is an event is known again by its metadata; a row of an aggregation is new in every run,
 * unless it is suppressed. `now()` is the moment of the run.
 */
export async function runEsqlRule(
  run: WindowRun & { rule: EsqlRule },
  suppression: SuppressionState,
): Promise<Outcome> {
  const { rule, window, search, filters, known, limit } = run;
  if (search.esql === undefined) {
    throw new EngineError(
      'ENGINE_NO_ESQL',
      `the engine has no ES|QL, which ${rule.slug} needs`,
      'Run it on an Elasticsearch of the default distribution.',
    );
  }
  const rows = await search.esql({
    query: `${esqlAt(rule.query, run.now)} | limit ${rule.max_signals + 1}`,
    filter: { bool: { filter: [...filters, timeRange(rule, window)] } },
  });
  const aggregates = esqlSources(rule.query)?.aggregates === true;
  const found = rows.map((row) => ({ row, alert: alertOf(row, rule, aggregates, window.from) }));
  if (rule.suppression === undefined) {
    const alerts = found.map(({ alert }) => alert).filter(({ id }) => !known.has(id));
    return { alerts: alerts.slice(0, limit), truncated: alerts.length > limit, suppression };
  }
  const { group_by, duration } = rule.suppression;
  const candidates = found.map(({ row, alert }) => ({
    alert,
    group: JSON.stringify(group_by.map((field) => row[field] ?? null)),
    firstEvent: window.to,
    lastEvent: window.to,
  }));
  const context = { duration, now: run.now, from: window.from, known, limit, state: suppression };
  const { alerts, truncated, state } = suppress(candidates, context);
  return { alerts, truncated, suppression: state };
}

function alertOf(row: JsonObject, { id: ruleId }: EsqlRule, aggregates: boolean, windowFrom: number): Alert {
  if (aggregates) return { id: bucketAlertId(ruleId, windowFrom, row), ruleId, terms: row };
  const text = (name: string): string => (typeof row[name] === 'string' ? row[name] : '');
  const event = { _index: text('_index'), _id: text('_id'), _version: Number(row['_version']), _source: row };
  return { id: documentAlertId(event, ruleId), ruleId, event };
}
