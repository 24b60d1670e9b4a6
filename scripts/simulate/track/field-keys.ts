import { exactInteger } from '../../base/java-number';
import type { JsonValue } from '../../base/json';
import { shownValue } from '../../query-dsl';
import type { FieldType, PreparedDocument, QuerySet, Scalar } from '../../query-dsl';

/** Reads by which values of some fields a document is grouped, as a composite aggregation does. */
export class FieldKeys {
  readonly #readers: readonly ((document: PreparedDocument) => readonly Scalar[])[];
  readonly #types: readonly (FieldType | undefined)[];

  /** `withMissing`: documents without a field form groups too; else they belong to none. */
  constructor(
    readonly queries: QuerySet,
    fields: readonly string[],
    private readonly withMissing: boolean,
  ) {
    this.#readers = fields.map((field) => queries.values(field));
    this.#types = fields.map((field) => queries.fields.lookup(field)?.type);
  }

  /** A text for each combination of one value of each field; the same text, the same group. */
  of(document: PreparedDocument): readonly string[] {
    let rows: (readonly JsonValue[])[] = [[]];
    for (const read of this.#readers) {
      const values: JsonValue[] = read(document).map((one) =>
        typeof one === 'bigint' ? exactInteger(one) : one,
      );
      if (values.length === 0 && this.withMissing) values.push(null);
      rows = rows.flatMap((row) => values.map((value) => [...row, value]));
    }
    const keys = rows.map((row) => JSON.stringify(row));
    return keys.length > 1 ? [...new Set(keys)] : keys;
  }

  /** The same combination as the terms of an alert say it: {@link termsKey}. */
  shown(key: string): string {
    if (!this.#types.includes('ip')) return key;
    const values = JSON.parse(key) as JsonValue[];
    return JSON.stringify(
      values.map((value, place) =>
        typeof value === 'string' && this.#types[place] === 'ip' ? shownValue(value, 'ip') : value,
      ),
    );
  }
}

/** The text of an alert's terms, in the order of the rule's fields. */
export function termsKey(terms: Readonly<Record<string, JsonValue>>): string {
  return JSON.stringify(Object.values(terms));
}
