import type { JsonObject } from '../base/json';
import { replaceAtPointer, valueAtPointer } from '../base/json-pointer';

/** Stand where the Id and the time go; private-use characters are in no audit record. */
const ID = '\uE000id';
const TIME = '\uE000time';
const HOLES = new RegExp(`"(${ID}|${TIME})"`);

/** The JSON text of a record whose Id and time are left open: the repetitions of a record differ in nothing else. */
export class RecordText {
  /** Text at even places, which of the two goes there at odd ones. */
  readonly #pieces: readonly string[];

  constructor(record: JsonObject, places: { readonly id: string; readonly time: string }) {
    const open = openText(openText(record, places.id, ID), places.time, TIME);
    this.#pieces = JSON.stringify(open).split(HOLES);
  }

  with(id: string, time: string): string {
    const fill = (piece: string): string =>
      piece === ID ? JSON.stringify(id) : piece === TIME ? JSON.stringify(time) : piece;
    return this.#pieces.map(fill).join('');
  }
}

/** A case that takes the Id or the time away keeps it so; a value that begins with `!` is meant as it stands. */
function openText(record: JsonObject, pointer: string, hole: string): JsonObject {
  const present = valueAtPointer(record, pointer);
  const isPlain = typeof present === 'string' && !present.startsWith('!');
  return isPlain ? (replaceAtPointer(record, pointer, hole) ?? record) : record;
}
