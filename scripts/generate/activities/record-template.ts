import type { JsonObject } from '../../base/json';

/** Marks a place to fill within a text: `slot('user')`. */
export function slot(name: string): string {
  return `\u0001${name}\u0001`;
}

/** Marks a place for a value that is no text, e.g. a number: it is put in as it is, without quotes. */
export function bareSlot(name: string): string {
  return `\u0002${name}\u0002`;
}

const SLOT = /"\\u0002(\w+)\\u0002"|\\u0001(\w+)\\u0001/;

/**
 * A record turned into JSON text once; filling it in only joins strings. The values must not need escaping in JSON
 * (those of a tenant do not).
 */
export class RecordTemplate<Name extends string> {
  readonly #pieces: readonly string[];
  readonly #names: readonly Name[];

  constructor(record: JsonObject) {
    const parts = JSON.stringify(record).split(SLOT);
    this.#pieces = parts.filter((_, index) => index % 3 === 0);
    this.#names = parts.flatMap((_, index) =>
      index % 3 === 1 ? [(parts[index] ?? parts[index + 1]) as Name] : [],
    );
  }

  fill(values: Readonly<Record<Name, string | number>>): string {
    const pieces = this.#pieces;
    const names = this.#names;
    let text = pieces[0] ?? '';
    for (let index = 0; index < names.length; index++) {
      text += String(values[names[index] as Name]) + (pieces[index + 1] ?? '');
    }
    return text;
  }
}
