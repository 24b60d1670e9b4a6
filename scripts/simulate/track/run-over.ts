import type { Rule } from '../../content';
import { sharedQuerySet } from '../../query-dsl';
import type { Batch, SimulatedDocument, Taken } from '../intake';
import type { MadeAlert } from '../made-alert';
import { NO_LIMIT } from './alert-track';
import type { Labels } from './alert-track';
import { ingestedAt } from './entry';
import type { Entry } from './entry';
import { EntryReader } from './entry-reader';
import { PromptQueue } from './prompt-queue';
import { RuleTrack } from './rule-track';

const MINUTE = 60_000;
/** Later than this no record of a known source is; the Management Activity API keeps to a day. */
export const LATEST = 25 * 60 * MINUTE;

export interface RunOverOptions {
  /** Filled before the records that they name arrive. */
  readonly labels?: Labels | undefined;
  /** Called after each batch with the records so far. */
  readonly progress?: ((records: number) => void) | undefined;
}

/** The alerts of one rule, each list in order of the runs. */
export interface RuleRuns {
  readonly rule: Rule;
  readonly alerts: readonly MadeAlert[];
  /** As if max_signals had no end. */
  readonly unlimited: readonly MadeAlert[];
  /** As if, besides, each document had been there the moment it happened; what is later than 25 hours counts as 25 hours late. */
  readonly prompt: readonly MadeAlert[];
}

export interface LogRuns {
  /** In the order of the rules. */
  readonly rules: readonly RuleRuns[];
  readonly records: number;
  /** The first arrival, to the minute below, and the last; epoch milliseconds. */
  readonly from: number;
  readonly to: number;
}

/**
 * Runs rules over a log as Kibana would over its days: each at its interval, all at the same minute, over what has
 * arrived by then. Holds no more of the log than the windows show and what arrives within a day.
 *
 * @param batches in order of arrival
 */
export async function runOver(
  rules: readonly Rule[],
  batches: AsyncIterable<Batch> | Iterable<Batch>,
  { labels, progress }: RunOverOptions = {},
): Promise<LogRuns> {
  let runs: Runs | undefined;
  let records = 0;
  let to = 0;
  for await (const batch of batches) {
    runs ??= new Runs(rules, Math.floor(batch.from / MINUTE) * MINUTE, labels);
    for (const taken of batch.taken) await runs.add(taken);
    records += batch.records;
    to = batch.to;
    progress?.(records);
  }
  runs ??= new Runs(rules, 0, labels);
  return { rules: await runs.finish(to), records, from: runs.start, to };
}

/** A rule as delivered and as it would be without delay. */
interface Pair {
  readonly rule: Rule;
  readonly reader: EntryReader;
  readonly delivered: RuleTrack;
  readonly prompt: RuleTrack;
}

class Runs {
  readonly #pairs: ReadonlyMap<string, Pair>;
  readonly #prepare: ReadonlyMap<string, ReturnType<typeof preparer>>;
  readonly #queue = new PromptQueue<readonly (readonly [Pair, Entry])[]>(LATEST);

  constructor(
    rules: readonly Rule[],
    readonly start: number,
    labels: Labels | undefined,
  ) {
    this.#pairs = new Map(
      rules.map((rule) => {
        const unlimited = { ...rule, max_signals: NO_LIMIT };
        const delivered = new RuleTrack(rule, start, labels);
        // On the same minutes, but from before what happened first.
        const interval = RuleTrack.intervalOf(rule);
        const earlier = Math.ceil(LATEST / interval) * interval;
        const prompt = new RuleTrack(unlimited, start - earlier, labels);
        return [rule.slug, { rule, reader: new EntryReader(rule), delivered, prompt }];
      }),
    );
    const streams = rules.flatMap((rule) => rule.streams);
    this.#prepare = new Map(streams.map(({ name, mapping }) => [name, preparer(mapping)]));
  }

  async add({ document, rules }: Taken): Promise<void> {
    const { arrival, occurred } = document;
    const prepared = this.#prepare.get(document.index)?.(document);
    if (prepared === undefined) return;
    const taken: (readonly [Pair, Entry])[] = [];
    for (const slug of rules) {
      const pair = this.#pairs.get(slug);
      const entry = pair?.reader.read(document, prepared);
      if (pair === undefined || entry === undefined) continue;
      if (pair.delivered.isDueBefore(arrival)) await pair.delivered.runUntil(arrival);
      pair.delivered.add(entry);
      taken.push([pair, entry]);
    }
    if (taken.length > 0) this.#queue.add(taken, occurred, arrival);
    await this.#promptUntil(arrival);
  }

  async finish(end: number): Promise<RuleRuns[]> {
    await this.#promptUntil(Infinity);
    const all = [];
    for (const { rule, delivered, prompt } of this.#pairs.values()) {
      await delivered.finish(end);
      await prompt.finish(end);
      const { alerts, unlimited } = delivered;
      all.push({ rule, alerts, unlimited, prompt: prompt.alerts });
    }
    return all;
  }

  async #promptUntil(arrived: number): Promise<void> {
    for (const { item, happened } of this.#queue.settled(arrived)) {
      for (const [{ prompt, rule }, entry] of item) {
        if (prompt.isDueBefore(happened)) await prompt.runUntil(happened);
        prompt.add(ingestedAt(entry, happened, rule));
      }
    }
  }
}

function preparer(mapping: Parameters<typeof sharedQuerySet>[0]) {
  const queries = sharedQuerySet(mapping);
  return ({ source }: SimulatedDocument) => queries.prepare(source);
}
