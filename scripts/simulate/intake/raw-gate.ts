import type { Rule, Stream } from '../../content';
import { demandsOf } from '../../detection';
import { RawKey, UNCLEAR } from './raw-key';
import type { RawValue } from './raw-key';
import { RawSources } from './raw-sources';
import type { RawDemand } from './raw-sources';

/** The key by which nearly every rule can be told from the others. */
const OPERATION = new RawKey('Operation');

/** What a record needs beside its operation; all of it. */
type Way = readonly RawDemand[];

/**
 * Tells raw records that can match no rule of a stream from the others, at a glance at their text, so that they need
 * no pipeline. It leaves out only what it understands: a query whose demands it does not know lets every record in.
 */
export class RawGate {
  /** By operation. */
  readonly #ways: ReadonlyMap<string, readonly Way[]>;
  /** Ways to match that are open to every operation. */
  readonly #always: readonly Way[];

  constructor(stream: Stream, rules: readonly Rule[]) {
    const sources = new RawSources(stream);
    const always = new WaySet();
    const byOperation = new Map<string, WaySet>();
    for (const demands of rules.flatMap(demandsOf)) {
      const known = [...demands].flatMap(([field, texts]) => sources.demand(field, texts) ?? []);
      const operations = known.find(({ key }) => key.name === OPERATION.name)?.values;
      const way = known.filter(({ key }) => key.name !== OPERATION.name);
      if (operations === undefined) always.add(way);
      for (const operation of operations ?? []) {
        byOperation.set(operation, (byOperation.get(operation) ?? new WaySet()).add(way));
      }
    }
    this.#always = always.list();
    this.#ways = new Map([...byOperation].map(([operation, ways]) => [operation, ways.list()]));
  }

  /** Whether a record may match; false is a proof that it does not. */
  lets(text: string): boolean {
    if (text.includes('\\u')) return true;
    const operation = OPERATION.valueIn(text);
    if (operation === UNCLEAR) return true;
    const ways = operation === undefined ? undefined : this.#ways.get(operation);
    return isOpen(text, this.#always) || (ways !== undefined && isOpen(text, ways));
  }
}

/** Ways without repetitions. */
class WaySet {
  readonly #ways = new Map<string, Way>();

  add(way: Way): this {
    const text = JSON.stringify(way.map(({ key, values }) => [key.name, ...values]).sort());
    this.#ways.set(text, way);
    return this;
  }

  /** One that asks for nothing stands for all. */
  list(): readonly Way[] {
    const ways = [...this.#ways.values()];
    return ways.some((way) => way.length === 0) ? [[]] : ways;
  }
}

function isOpen(text: string, ways: readonly Way[]): boolean {
  const known = new Map<string, RawValue>();
  const isMet = ({ key, values }: RawDemand): boolean => {
    if (!known.has(key.name)) known.set(key.name, key.valueIn(text));
    const value = known.get(key.name);
    return value === UNCLEAR || (value !== undefined && values.has(value));
  };
  return ways.some((way) => way.every(isMet));
}
