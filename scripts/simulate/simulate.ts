import type { Pack, Rule } from '../content';
import type { Emission } from '../generate';
import { takeAll } from './intake';
import type { Batch, SimulatedDocument } from './intake';
import { simulatedRules, simulationOf } from './simulation';
import type { Simulation } from './simulation';
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
  const all = simulatedRules(options.rules ?? pack.rules);
  const rules = all
    .filter(({ type }) => type !== 'esql')
    .map((rule) => applyWhatIf(rule, options.whatIf ?? {}));
  const notRun = all.filter(({ type }) => type === 'esql').map(({ slug }) => slug);
  const log = new LogReading(emissions, options.progress);
  const matched = options.sweep === true ? new MatchedDocuments(rules) : undefined;
  const batches = takeAll(pack, rules, log.emissions(), { workers });
  const runs = await runOver(rules, matched?.kept(batches) ?? batches, { labels });
  return simulationOf(runs, {
    source: options.source ?? 'a log',
    newest: log.newest,
    labels,
    notRun,
    swept: matched && (await sweep(matched.byRule, replay)),
  });
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
