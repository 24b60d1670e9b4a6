import { durationMilliseconds } from '../../base/duration';
import { getKey, isJsonObject } from '../../base/json';
import type { JsonValue } from '../../base/json';
import { isKqlRule } from '../../content';
import type { Rule } from '../../content';
import { runRule } from '../../detection';
import type { Alert, Search } from '../../detection';
import type { Span } from './busy-times';
import { lateEvents } from './late-events';
import type { RecentAlert, RuleProgress } from './progress';
import { arrivedBy, DAY, stretchOf } from './stretch';
import type { Stretch } from './stretch';
import { windowOf } from './ticks';

/** One more day of a rule: the progress after it. The day counts as a whole or, when a search fails, not at all. */
export async function runDay(
  rule: Rule,
  search: Search,
  day: Span,
  before: RuleProgress,
): Promise<RuleProgress> {
  const origin = day.from - before.days.length * DAY;
  const stretch = await stretchOf(rule, search, day, origin);
  const keep = Math.max(2 * DAY, day.to - stretch.start);
  const known = before.recent.filter(({ at }) => at >= day.from - keep);
  const alerts: MadeAlert[] = [];
  let { truncatedRuns, state } = before;
  let alertIds: ReadonlySet<string> = new Set(known.map(({ id }) => id));
  await stretch.make(async (now, previousRun) => {
    const filters = [arrivedBy(now, 'event.ingested')];
    const result = await runRule(rule, search, { now, filters, state: { ...state, alertIds, previousRun } });
    ({ alertIds, ...state } = result.state);
    truncatedRuns += Number(result.truncated);
    alerts.push(...result.alerts.map((alert) => madeAlert(alert, now)));
    return result;
  });
  const byTimestamp = isKqlRule(rule) && rule.timestampOverride === undefined;
  const delays = alerts.flatMap(({ delay }) => delay ?? []);
  return {
    days: [...before.days, alerts.length],
    delays: withDelays(before.delays, delays),
    matched: before.matched + seenFirst(rule, stretch, day, origin),
    late: before.late + (byTimestamp ? await lateEvents(rule, search, day, origin) : 0),
    truncatedRuns,
    duplicates: before.duplicates + repetitions(known, alerts),
    recent: [...known, ...alerts.map(({ id, eventId, at }) => ({ id, eventId, at }))],
    state,
  };
}

/** Documents that a run of the day was the first to look at. */
function seenFirst(rule: Rule, { busy }: Stretch, day: Span, origin: number): number {
  const interval = durationMilliseconds(rule.interval);
  const seenBefore = (time: number): number => windowOf(rule, time - interval).to;
  const from = day.from === origin ? -Infinity : seenBefore(day.from);
  const to = seenBefore(day.to);
  const counted = busy.filter((span) => span.from >= from && span.from < to);
  return counted.reduce((sum, { documents }) => sum + documents, 0);
}

type MadeAlert = RecentAlert & { readonly delay: number | undefined };

function madeAlert(alert: Alert, at: number): MadeAlert {
  const event = alert.event?._source ?? alert.sequence?.events.at(-1)?._source ?? {};
  const time = getKey(event, '@timestamp');
  const occurred = typeof time === 'string' ? Date.parse(time) : NaN;
  const eventId = alert.event && alert.terms === undefined ? eventIdOf(event) : undefined;
  const delay = Number.isNaN(occurred) ? undefined : Math.round((at - occurred) / 1000);
  return { id: alert.id, eventId, at, delay };
}

function eventIdOf(source: Readonly<Record<string, JsonValue>>): string | undefined {
  const event = source['event'];
  const id = isJsonObject(event) ? getKey(event, 'id') : source['event.id'];
  return typeof id === 'string' ? id : undefined;
}

/** Alerts on an event whose `event.id` alerted before: the record was delivered again under another _id. */
function repetitions(known: readonly RecentAlert[], made: readonly MadeAlert[]): number {
  const seen = new Set(known.map(({ eventId }) => eventId));
  return made.filter(({ eventId }) => {
    if (eventId === undefined) return false;
    const isSeen = seen.has(eventId);
    seen.add(eventId);
    return isSeen;
  }).length;
}

function withDelays(before: RuleProgress['delays'], seconds: readonly number[]): RuleProgress['delays'] {
  const counts = new Map(before);
  for (const delay of seconds) counts.set(delay, (counts.get(delay) ?? 0) + 1);
  return [...counts].toSorted(([a], [b]) => a - b);
}
