import { isJsonObject } from '../base/json';
import type { JsonObject } from '../base/json';
import type { Rule } from '../content';
import { demandsOf } from './demands';

/**
 * Rules by the data set and the action that they demand, the two fields that nearly every rule asks for by name, so
 * that a document meets only those that can match it; most documents concern no rule.
 */
export class RuleDispatcher<T extends Rule> {
  readonly #rules: readonly T[];
  /** Rules that can do without a dataset or an action: every document meets them. */
  readonly #always: readonly T[];
  readonly #byKey: ReadonlyMap<string, readonly T[]>;

  constructor(rules: readonly T[]) {
    const always = new Set<T>();
    const byKey = new Map<string, Set<T>>();
    for (const rule of rules) {
      for (const way of demandsOf(rule)) {
        const keys = keysOf(way.get('event.dataset'), way.get('event.action'));
        if (keys === undefined) always.add(rule);
        for (const key of keys ?? []) byKey.set(key, (byKey.get(key) ?? new Set()).add(rule));
      }
    }
    this.#rules = rules;
    this.#always = [...always];
    this.#byKey = new Map([...byKey].map(([key, own]) => [key, [...own.union(always)]]));
  }

  /** The rules whose dataset and action fit the document; the rest of their queries is still to be asked. */
  candidates({ event }: JsonObject): readonly T[] {
    const { dataset, action } = isJsonObject(event) ? event : {};
    // Lists and dotted names (`event.action`) are rare: then every rule is asked.
    if (typeof dataset !== 'string' || typeof action !== 'string') return this.#rules;
    return this.#byKey.get(`${dataset}\n${action}`) ?? this.#always;
  }
}

function keysOf(
  datasets: readonly string[] | undefined,
  actions: readonly string[] | undefined,
): string[] | undefined {
  return (
    datasets && actions && datasets.flatMap((dataset) => actions.map((action) => `${dataset}\n${action}`))
  );
}
