import { EngineError } from '../base/errors';
import type { EqlRule } from '../content';
import type { EqlSearchRequest, EqlSequenceHit } from '../eql';
import type { SearchHit } from '../query-dsl/types';
import { descendsFrom, documentAlertId, sequenceAlertIds } from './alert';
import type { Alert } from './alert';
import { timeRange } from './requests';
import { suppressEvents } from './suppress-events';
import type { SuppressionState } from './suppression';
import type { WindowRun } from './types';

/**
 * One alert an event or a sequence. Kibana asks once, for the latest max_signals; a sequence is one shell alert over
 * a building-block alert for each of its events.
 */
export async function runEqlRule(
  run: WindowRun & { rule: EqlRule },
  suppression: SuppressionState,
): Promise<{ alerts: readonly Alert[]; truncated: boolean; suppression: SuppressionState }> {
  const { rule, search, known, limit } = run;
  if (search.eql === undefined) {
    throw new EngineError(
      'ENGINE_NO_EQL',
      `the engine has no EQL, which ${rule.slug} needs`,
      'Run it on the embedded engine, or on an Elasticsearch of the default distribution.',
    );
  }
  const { events, sequences } = await search.eql(requestOf(run));
  const found =
    events?.map((event) => eventAlert(event, rule)) ?? sequences?.map((one) => sequenceAlert(one, rule));
  const alerts = (found ?? []).filter((alert) => alert !== undefined && !known.has(alert.id)) as Alert[];
  const isFull = (found?.length ?? 0) >= rule.max_signals;
  if (rule.suppression === undefined) {
    return { alerts: alerts.slice(0, limit), truncated: alerts.length > limit || isFull, suppression };
  }
  const grouped = alerts.map((alert) => ({
    alert,
    events: alert.sequence?.events ?? [alert.event].flatMap((event) => event ?? []),
  }));
  const outcome = suppressEvents(run, rule.suppression, grouped, suppression);
  return { ...outcome, truncated: outcome.truncated || isFull };
}

function requestOf({ rule, window, filters }: WindowRun & { rule: EqlRule }): EqlSearchRequest {
  return {
    index: rule.index,
    query: rule.query,
    tree: rule.eql,
    filter: { bool: { filter: [...filters, timeRange(rule, window)] } },
    size: rule.max_signals,
    timestamp_field: rule.timestamp_field,
    event_category_field: rule.event_category_override,
    tiebreaker_field: rule.tiebreaker_field,
  };
}

function eventAlert(event: SearchHit, rule: EqlRule): Alert | undefined {
  if (descendsFrom(event, rule.id)) return undefined;
  return { id: documentAlertId(event, rule.id), ruleId: rule.id, event };
}

function sequenceAlert({ join_keys, events }: EqlSequenceHit, rule: EqlRule): Alert | undefined {
  if (events.some((event) => descendsFrom(event, rule.id))) return undefined;
  const { shell, buildingBlocks } = sequenceAlertIds(events, rule.id);
  return { id: shell, ruleId: rule.id, sequence: { joinKeys: join_keys, events, buildingBlocks } };
}
