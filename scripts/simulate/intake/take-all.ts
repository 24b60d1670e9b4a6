import type { Pack, Rule } from '../../content';
import type { Emission } from '../../generate';
import { chunksOf } from './chunks';
import type { Chunk } from './chunks';
import { leftOutWrongly } from './left-out-wrongly';
import { KnownIds } from './known-ids';
import { rulesOf } from './match-records';
import type { Found } from './match-records';
import { MatchingCrew } from './matching-crew';
import { RawGate } from './raw-gate';
import type { Batch, Taken } from './taken';

export interface TakeOptions {
  /** Threads that match records; by default one for each core. 0: all is done here. */
  readonly workers?: number | undefined;
}

/** The Management Activity API gives a record away for seven days: nothing is delivered again later than that. */
const REDELIVERY = 7 * 86_400_000;

/**
 * Takes a log in order of arrival through the pack's pipelines and past the queries of the rules (no ES|QL): what
 * matches, each document once, with the fields that runs of its rules read. Records of one id count as one document
 * when they arrive within seven days. Records that can match nothing are told from their text, without their pipeline.
 *
 * @throws ContentError when a record that was left out for its text matches a rule all the same; one in 256 is looked at
 */
export async function* takeAll(
  pack: Pack,
  rules: readonly Rule[],
  emissions: Iterable<Emission> | AsyncIterable<Emission>,
  options: TakeOptions = {},
): AsyncGenerator<Batch, void, void> {
  const gates = new Map(
    [...pack.streams].map(([dataset, stream]) => [dataset, new RawGate(stream, rulesOf(rules, dataset))]),
  );
  const chunks = chunksOf(emissions, ({ stream, text }) => gates.get(stream)?.lets(text) === true);
  const finisher = new Finisher(pack, rules);
  await using crew = new MatchingCrew(pack, rules, options.workers);
  const waiting: { readonly chunk: Chunk; readonly found: Promise<readonly Found[]> }[] = [];
  for await (const chunk of chunks) {
    const found = crew.match(chunk.candidates.map(({ emission }) => emission));
    // It may fail long before it is waited for, which Node would take for nobody waiting.
    found.catch(() => undefined);
    waiting.push({ chunk, found });
    if (waiting.length <= crew.ahead) continue;
    const first = waiting.shift();
    if (first) yield finisher.batch(first.chunk, await first.found);
  }
  for (const { chunk, found } of waiting) yield finisher.batch(chunk, await found);
}

/** Makes batches of what was found, in order of arrival. */
class Finisher {
  readonly #ids: ReadonlyMap<string, KnownIds>;
  #made = 0;

  constructor(
    private readonly pack: Pack,
    private readonly rules: readonly Rule[],
  ) {
    this.#ids = new Map([...pack.streams.keys()].map((dataset) => [dataset, new KnownIds(REDELIVERY)]));
  }

  batch({ records, from, to, candidates }: Chunk, found: readonly Found[]): Batch {
    const taken = found.flatMap(({ place, id, source, rules }): Taken[] => {
      const candidate = candidates[place];
      if (candidate === undefined) throw new Error(`no record has the place ${place}`);
      const { stream, occurred, arrival } = candidate.emission;
      if (candidate.isSample) throw leftOutWrongly(candidate.emission, this.#ruleOf(rules[0]));
      if (id !== null && this.#ids.get(stream)?.add(id, arrival) === false) return [];
      const index = this.pack.streams.get(stream)?.name ?? stream;
      return [{ document: { index, id: id ?? this.#makeId(), source, occurred, arrival }, rules }];
    });
    return { records, from, to, taken };
  }

  #ruleOf(slug: string | undefined): Rule {
    const rule = this.rules.find((one) => one.slug === slug);
    if (rule === undefined) throw new Error(`no rule is called ${String(slug)}`);
    return rule;
  }

  #makeId(): string {
    this.#made += 1;
    return `made-${this.#made}`;
  }
}
