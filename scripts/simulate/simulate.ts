import type { Pack, Rule } from '../content';
import type { Emission } from '../generate';
import { dayFigures, ruleFigures } from './figures';
import type { RuleAlerts } from './figures';
import { takeAll } from './intake';
import type { Batch, SimulatedDocument } from './intake';
import { LogDays } from './log-days';
import type { SimulationReport } from './report';
import { sweep, SWEPT_DOCUMENTS } from './sweep';
import { replay, runOver } from './track';
import { applyWhatIf } from './what-if';
import type { WhatIf } from './what-if';

export interface SimulateOptions {
  readonly rules?: readonly Rule[] | undefined;
  readonly whatIf?: WhatIf | undefined;
  /**
   * Slugs by the id of the record that they are to find, each there before its record arrives. undefined: a log without
   * labels.
   */
  readonly labels?: ReadonlyMap<string, readonly string[]> | undefined;
  readonly source?: string | undefined;
  /** Whether lookbacks and lags are tried as well; the first documents that each rule looks for are held for that. */
  readonly sweep?: boolean | undefined;
  /** Threads that take records in; by default one for each core. 0: all is done here. */
  readonly workers?: number | undefined;
  /** Called with the records so far, record by record. */
  readonly progress?: ((records: number) => void) | undefined;
}

export interface Simulation {
  readonly report: SimulationReport;
  /** By slug. */
  readonly tracks: ReadonlyMap<string, RuleAlerts>;
  /** Slugs of the rules that this process cannot run (ES|QL). */
  readonly notRun: readonly string[];
}

/**
 * Runs rules over a log as Kibana would over its days: each at its interval, all at the same minute, over what has
 * arrived by then. `emissions` in order of arrival.
 */
export async function simulate(
  pack: Pack,
  emissions: Iterable<Emission> | AsyncIterable<Emission>,
  options: SimulateOptions = {},
): Promise<Simulation> {
  const { labels, workers } = options;
  const all = (options.rules ?? pack.rules)
    .filter(({ deprecated }) => deprecated === undefined)
    .toSorted((a, b) => Number(a.slug > b.slug) - Number(a.slug < b.slug));
  const rules = all
    .filter(({ type }) => type !== 'esql')
    .map((rule) => applyWhatIf(rule, options.whatIf ?? {}));
  const notRun = all.filter(({ type }) => type === 'esql').map(({ slug }) => slug);
  const log = new LogReading(emissions, options.progress);
  const matched = options.sweep === true ? new MatchedDocuments(rules) : undefined;
  const batches = takeAll(pack, rules, log.emissions(), { workers });
  const runs = await runOver(rules, matched?.kept(batches) ?? batches, { labels });
  const days = new LogDays(runs.from, log.newest);
  const report: SimulationReport = {
    kind: 'simulation',
    source: options.source ?? 'a log',
    from: new Date(runs.from).toISOString(),
    to: new Date(runs.to).toISOString(),
    records: runs.records,
    rules: runs.rules.map((one) => ruleFigures(one, { ...one, labels, days })),
    days: dayFigures(runs.rules, days),
    notRun,
    ...(matched ? await sweep(matched.byRule, replay) : { sweep: [], sweepDelivered: [] }),
  };
  return { report, tracks: new Map(runs.rules.map((one) => [one.rule.slug, one])), notRun };
}

/** Looks at the records of a log while they go by. */
class LogReading {
  /** When the latest event happened, epoch milliseconds. */
  newest = 0;
  #records = 0;

  constructor(
    private readonly source: Iterable<Emission> | AsyncIterable<Emission>,
    private readonly progress: SimulateOptions['progress'],
  ) {}

  /** A log that is made here is read without a turn for each record. */
  emissions(): Iterable<Emission> | AsyncIterable<Emission> {
    return Symbol.iterator in this.source ? this.#made(this.source) : this.#given(this.source);
  }

  *#made(source: Iterable<Emission>): Generator<Emission, void, void> {
    for (const emission of source) yield this.#seen(emission);
  }

  async *#given(source: AsyncIterable<Emission>): AsyncGenerator<Emission, void, void> {
    for await (const emission of source) yield this.#seen(emission);
  }

  #seen(emission: Emission): Emission {
    this.newest = Math.max(this.newest, emission.occurred);
    this.#records += 1;
    this.progress?.(this.#records);
    return emission;
  }
}

/** Keeps the first documents that each rule looks for, as many as a sweep needs. */
class MatchedDocuments {
  readonly byRule: ReadonlyMap<Rule, SimulatedDocument[]>;
  readonly #bySlug: ReadonlyMap<string, SimulatedDocument[]>;

  constructor(rules: readonly Rule[]) {
    const lists = rules.map((rule) => ({ rule, documents: [] as SimulatedDocument[] }));
    this.byRule = new Map(lists.map(({ rule, documents }) => [rule, documents]));
    this.#bySlug = new Map(lists.map(({ rule, documents }) => [rule.slug, documents]));
  }

  async *kept(batches: AsyncIterable<Batch>): AsyncGenerator<Batch, void, void> {
    for await (const batch of batches) {
      for (const { document, rules } of batch.taken) {
        for (const slug of rules) {
          const documents = this.#bySlug.get(slug);
          if (documents && documents.length < SWEPT_DOCUMENTS) documents.push(document);
        }
      }
      yield batch;
    }
  }
}
