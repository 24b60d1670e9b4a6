import type { JsonValue } from '../base/json';
import type { Suppression } from '../content';
import { fieldValues } from '../query-dsl';
import type { SearchHit } from '../query-dsl/types';
import type { Alert } from './alert';
import { timestampFields } from './requests';
import { suppress } from './suppression';
import type { Candidate, SuppressionState } from './suppression';
import type { WindowRun } from './types';

/** An alert and the events by which it is grouped: one, or all of a sequence. */
export interface EventAlert {
  readonly alert: Alert;
  readonly events: readonly SearchHit[];
}

/**
 * Alert suppression of rules that find events one by one (new terms, EQL): alerts are grouped by what their events say
 * in the group fields; those that say nothing there alert each, or form a group. Of a sequence counts what is the same
 * in all of its events.
 */
export function suppressEvents(
  run: WindowRun,
  { group_by, missing_fields, duration }: Suppression,
  found: readonly EventAlert[],
  state: SuppressionState,
): { alerts: readonly Alert[]; truncated: boolean; suppression: SuppressionState } {
  const { rule, window } = run;
  const valuesIn = ({ _source }: SearchHit, field: string): JsonValue[] =>
    fieldValues(_source, field, rule.fields.mappingOf(field));
  const timeOf = (event: SearchHit): number => {
    const [time] = timestampFields(rule).flatMap((field) => valuesIn(event, field));
    return typeof time === 'string' ? Date.parse(time) : window.to;
  };
  const free: Alert[] = [];
  const candidates: Candidate[] = [];
  for (const { alert, events } of found) {
    const groups = group_by.map((field) => shared(events.map((event) => valuesIn(event, field))));
    if (missing_fields === 'doNotSuppress' && groups.some(({ length }) => length === 0)) {
      free.push(alert);
      continue;
    }
    const time = Math.max(...events.map(timeOf));
    candidates.push({ alert, group: JSON.stringify(groups), firstEvent: time, lastEvent: time });
  }
  const alone = free.slice(0, run.limit);
  const limit = run.limit - alone.length;
  const grouped = suppress(candidates, { ...run, limit, from: window.from, duration, state });
  return {
    alerts: [...alone, ...grouped.alerts],
    truncated: grouped.truncated || free.length > alone.length,
    suppression: grouped.state,
  };
}

/** The values of all, where they are the same. */
function shared(values: readonly JsonValue[][]): readonly JsonValue[] {
  const [first = [], ...others] = values.map((list) => list.toSorted());
  const text = JSON.stringify(first);
  return others.every((list) => JSON.stringify(list) === text) ? first : [];
}
