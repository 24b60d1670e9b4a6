import { ageOfDateMath } from '../base/duration';
import type { Rule } from '../content';
import { arrivingAfter } from './arriving-after';
import { missing } from './figures';
import type { SimulatedDocument } from './intake';
import type { MadeAlert } from './made-alert';
import type { SimulationReport } from './report';
import { applyWhatIf } from './what-if';

const MINUTE = 60_000;

/** Minutes. */
const LOOKBACKS = [5, 10, 30, 60, 120, 1440];
const LAGS = [0, 5, 15, 30, 60, 90, 120];

const CLOCKS = [
  { clock: 'event.ingested', timestampOverride: 'on' },
  { clock: '@timestamp', timestampOverride: 'off' },
] as const;

/** So often rules of the pack run unless they say otherwise. */
const INTERVAL = '5m';
/** More alerts than any run makes. */
const NO_LIMIT = 1_000_000;

/**
 * So many of each rule's documents are enough to see which share is lost, and bound what a sweep of a long log costs:
 * each is replayed about a hundred times.
 */
export const SWEPT_DOCUMENTS = 500;

/** The alerts of a rule on its documents, which are in order of arrival; an alert names them by their places. */
export type Replay = (rule: Rule, documents: readonly SimulatedDocument[]) => Promise<readonly MadeAlert[]>;

/** One schedule, and what came of it with each lag and with the arrivals of the log. */
interface Trial {
  readonly clock: string;
  readonly lookbackMinutes: number;
  readonly settings: Parameters<typeof applyWhatIf>[1];
  /** Alerts where records arrive at once. */
  alerts: number;
  /** How many of them are not made: with each of LAGS, and at last as delivered. */
  readonly lost: number[];
}

/**
 * Which share of the alerts is lost, by clock, lookback and lag: those that the same schedule makes of records that
 * arrive at once, and does not make of late ones. What a rule looks for depends on none of these, so that the log is
 * taken in once.
 *
 * @param documents those that each rule looks for, in order of arrival
 */
export async function sweep(
  documents: ReadonlyMap<Rule, readonly SimulatedDocument[]>,
  replay: Replay,
): Promise<Pick<SimulationReport, 'sweep' | 'sweepDelivered'>> {
  const trials = CLOCKS.flatMap(({ clock, timestampOverride }) =>
    LOOKBACKS.map((lookbackMinutes): Trial => {
      const from = `now-${lookbackMinutes}m`;
      const settings = { from, interval: INTERVAL, maxSignals: NO_LIMIT, timestampOverride };
      return {
        clock,
        lookbackMinutes,
        settings,
        alerts: 0,
        lost: Array.from([...LAGS, 'delivered'], () => 0),
      };
    }),
  );
  for (const [rule, delivered] of documents) {
    if (delivered.length > 0) await tryRule(rule, delivered, trials, replay);
  }
  const rows = trials.map(({ clock, lookbackMinutes, alerts, lost }) => ({
    row: { clock, lookbackMinutes },
    shares: lost.map((count) => (alerts === 0 ? 0 : count / alerts)),
  }));
  return {
    sweep: rows.flatMap(({ row, shares }) =>
      LAGS.map((lagMinutes, place) => ({ ...row, lagMinutes, lost: shares[place] ?? 0 })),
    ),
    sweepDelivered: rows.map(({ row, shares }) => ({ ...row, lost: shares.at(-1) ?? 0 })),
  };
}

async function tryRule(
  rule: Rule,
  delivered: readonly SimulatedDocument[],
  trials: readonly Trial[],
  replay: Replay,
): Promise<void> {
  const byOccurrence = delivered.toSorted((a, b) => a.occurred - b.occurred);
  const late = LAGS.map((lag) => arrivingAfter(byOccurrence, lag * MINUTE));
  // An alert names its documents by their places, which are others in the order of delivery.
  const places = new Map(byOccurrence.map((document, place) => [document, place]));
  for (const trial of trials) {
    const tried = applyWhatIf(rule, trial.settings);
    // Kibana refuses a history that begins within the window.
    if (tried.type === 'new_terms' && ageOfDateMath(tried.history_window_start) <= ageOfDateMath(tried.from))
      continue;
    const alerts = [];
    for (const documents of late) alerts.push(await replay(tried, documents));
    const asDelivered = await replay(tried, delivered);
    alerts.push(
      asDelivered.map((alert) => ({
        ...alert,
        documents: alert.documents.map((place) => places.get(delivered[place] as SimulatedDocument) ?? -1),
      })),
    );
    const [prompt = []] = alerts;
    trial.alerts += prompt.length;
    for (const [place, made] of alerts.entries())
      trial.lost[place] = (trial.lost[place] ?? 0) + missing(prompt, made);
  }
}
