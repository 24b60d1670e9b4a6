import { setKey } from '../../base/json';
import type { JsonObject, JsonValue } from '../../base/json';
import type { NewTermsRule } from '../../content';
import { timestampFields } from '../../detection';
import type { RuleWindow } from '../../detection';
import { sharedQuerySet } from '../../query-dsl';
import type { Entry } from './entry';
import { FieldKeys } from './field-keys';
import type { TermsHistory } from './terms-history';

/** Stands for the earlier documents of terms, of which no more than their dates were kept. */
export class StandIns {
  readonly #keys: FieldKeys;

  constructor(private readonly rule: NewTermsRule) {
    const queries = sharedQuerySet(rule.streams[0].mapping);
    this.#keys = new FieldKeys(queries, rule.new_terms_fields, false);
  }

  /** Documents that make known terms known in each of the windows. */
  of(key: string, history: TermsHistory, windows: readonly RuleWindow[]): Entry[] {
    return windows.flatMap(({ from }) => {
      const date = history.latest(from);
      return date === undefined ? [] : [this.#document(key, date)];
    });
  }

  #document(key: string, date: number): Entry {
    const { rule } = this;
    const [clock] = timestampFields(rule);
    const values = JSON.parse(this.#keys.shown(key)) as JsonValue[];
    const source: JsonObject = {};
    for (const [place, field] of rule.new_terms_fields.entries())
      setKey(source, field, values[place] ?? null);
    setKey(source, clock, new Date(date).toISOString());
    const document = {
      index: rule.streams[0].name,
      id: `${key} ${date}`,
      source,
      occurred: date,
      arrival: date,
    };
    return { number: -1, document, date, hasOwnClock: true, keys: [key], stages: [], ingested: undefined };
  }
}
