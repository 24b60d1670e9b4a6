import { getKey } from '../../base/json';
import type { JsonObject } from '../../base/json';
import { isKqlRule } from '../../content';
import type { Rule } from '../../content';
import { ruleQuery, timeRange } from '../../detection';
import type { RuleWindow, Search } from '../../detection';
import type { SearchHit } from '../../query-dsl';
import { NO_LIMIT } from '../track/alert-track';
import type { Entry } from '../track/entry';
import { OCCURRED_FIELD } from './timed-streams';

/** The documents of one rule as the embedded simulation knows them, each the same in all of its runs. */
export class RunEntries {
  readonly #known = new Map<string, Entry>();

  /** Those that the rule looks for in the windows of a run. */
  async in(rule: Rule, windows: readonly RuleWindow[], search: Search): Promise<Entry[]> {
    const filter = [
      ...(isKqlRule(rule) ? [ruleQuery(rule)] : []),
      { bool: { should: windows.map((window) => timeRange(rule, window)), minimum_should_match: 1 } },
    ];
    const { hits } = await search({ index: rule.index, query: { bool: { filter } }, size: NO_LIMIT });
    return hits.map((hit) => this.#entryOf(hit)).sort((a, b) => a.number - b.number);
  }

  #entryOf({ _index: index, _id: id, _source: source }: SearchHit): Entry {
    const key = `${index}\0${id}`;
    let entry = this.#known.get(key);
    if (entry === undefined) {
      const occurred = timeIn(source, OCCURRED_FIELD);
      const document = { index, id, source, occurred, arrival: occurred };
      const number = this.#known.size;
      entry = {
        number,
        document,
        date: occurred,
        hasOwnClock: true,
        keys: [],
        stages: [],
        ingested: undefined,
      };
      this.#known.set(key, entry);
    }
    return entry;
  }
}

function timeIn(source: JsonObject, field: string): number {
  const time = getKey(source, field);
  return typeof time === 'string' ? Date.parse(time) : NaN;
}
