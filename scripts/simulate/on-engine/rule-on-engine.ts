import { ageOfDateMath, durationMilliseconds } from '../../base/duration';
import type { Rule } from '../../content';
import { ruleWindows } from '../../detection';
import type { RuleWindow, Search } from '../../detection';
import { arrivedBy, DAY, stretchOf } from '../backtest/stretch';
import { AlertTrack, NO_LIMIT } from '../track/alert-track';
import type { Labels } from '../track/alert-track';
import { LATEST } from '../track/run-over';
import type { RuleRuns } from '../track/run-over';
import { RunEntries } from './run-entries';
import { PROMPT_FIELD } from './timed-streams';

/** Of a log that an engine holds, epoch milliseconds. */
export interface LogSpan {
  /** The first run of all rules. */
  readonly start: number;
  /** The last arrival. */
  readonly end: number;
}

/** One way to run a rule: when first, and by which field documents are there. */
interface Schedule {
  readonly origin: number;
  readonly arrivalField: string;
}

/** Runs a rule over a log that an engine holds, at every tick until no document can be in a window any more. */
export async function runOnEngine(
  rule: Rule,
  search: Search,
  span: LogSpan,
  labels: Labels | undefined,
): Promise<RuleRuns> {
  const entries = new RunEntries();
  const run = (one: Rule, schedule: Schedule): Promise<Ran> =>
    runWhole(one, search, span.end, schedule, new AlertTrack(one, labels), entries);
  const asDelivered = { origin: span.start, arrivalField: 'event.ingested' };
  const delivered = await run(rule, asDelivered);
  const endless = { ...rule, max_signals: NO_LIMIT };
  const unlimited = delivered.truncated ? await run(endless, asDelivered) : delivered;
  const interval = durationMilliseconds(rule.interval);
  const earlier = Math.ceil(LATEST / interval) * interval;
  const prompt = await run(atOnce(endless), { origin: span.start - earlier, arrivalField: PROMPT_FIELD });
  return { rule, alerts: delivered.alerts, unlimited: unlimited.alerts, prompt: prompt.alerts };
}

/** The rule as it would see documents that arrive the moment they happen. */
function atOnce<T extends Rule>(rule: T): T {
  return rule.timestampOverride === 'event.ingested' ? { ...rule, timestampOverride: PROMPT_FIELD } : rule;
}

interface Ran extends Pick<AlertTrack, 'alerts'> {
  /** max_signals cut something off. */
  readonly truncated: boolean;
}

async function runWhole(
  rule: Rule,
  search: Search,
  end: number,
  { origin, arrivalField }: Schedule,
  track: AlertTrack,
  entries: RunEntries,
): Promise<Ran> {
  const last = end + ageOfDateMath(rule.from) + durationMilliseconds(rule.interval);
  let truncated = false;
  for (let from = origin; from <= last; from += DAY) {
    const stretch = await stretchOf(rule, search, { from, to: Math.min(from + DAY, last + 1) }, origin);
    await stretch.make(async (now, previousRun) => {
      const there = searchAmong(search, arrivedBy(now, arrivalField));
      const windows = ruleWindows(rule, now, previousRun);
      const input = { now, previousRun, search: there, reach: reachOf(windows) };
      const answer = await track.ask({ ...input, entries: [] });
      const isSilent = answer.alerts.length + answer.candidates.length === 0;
      track.note(answer, { ...input, entries: isSilent ? [] : await entries.in(rule, windows, there) });
      truncated ||= answer.truncated;
      return answer;
    });
  }
  return { alerts: track.alerts, truncated };
}

/** Nothing older is in a window of this run or of a later one. */
function reachOf(windows: readonly RuleWindow[]): number {
  return Math.min(...windows.map(({ from }) => from));
}

/** The same search over those documents only. */
function searchAmong(search: Search, filter: Parameters<Search>[0]['query']): Search {
  const among = (query: typeof filter): typeof filter => ({ bool: { filter: [filter, query] } });
  const { eql, esql } = search;
  return Object.assign(((request) => search({ ...request, query: among(request.query) })) satisfies Search, {
    eql: eql && ((request: Parameters<typeof eql>[0]) => eql({ ...request, filter: among(request.filter) })),
    esql:
      esql && ((request: Parameters<typeof esql>[0]) => esql({ ...request, filter: among(request.filter) })),
  });
}
