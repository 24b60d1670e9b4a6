import type { JsonObject } from '../base/json';
import { replaceAtPointer, valueAtPointer } from '../base/json-pointer';
import type { RecordPlaces } from '../content';

/** Stands where an Id or a time goes, its number behind it; private-use characters are in no audit record. */
const MARK = '\uE000';
const HOLES = new RegExp(`"${MARK}(\\d+)"`);

/** What a record says that is another in each case. */
export interface Dating {
  readonly id: string;
  /** The time in a Luxon format. */
  time(format: string): string;
}

/** The JSON text of a record whose Id and time are left open: the repetitions of a record differ in nothing else. */
export class RecordText {
  /** Text at even places, the number of what goes there at odd ones. */
  readonly #pieces: readonly string[];
  readonly #fillings: ((dating: Dating) => string)[] = [];

  constructor(record: JsonObject, places: readonly RecordPlaces[]) {
    let open = record;
    for (const { id, time, time_format } of places) {
      if (id !== undefined) open = this.#open(open, id, (dating) => dating.id);
      open = this.#open(open, time, (dating) => dating.time(time_format));
    }
    this.#pieces = JSON.stringify(open).split(HOLES);
  }

  with(dating: Dating): string {
    const fill = (piece: string, index: number): string =>
      index % 2 === 0 ? piece : JSON.stringify(this.#fillings[Number(piece)]?.(dating));
    return this.#pieces.map(fill).join('');
  }

  /** A case that takes the Id or the time away keeps it so; a value that begins with `!` is meant as it stands. */
  #open(record: JsonObject, pointer: string, filling: (dating: Dating) => string): JsonObject {
    const present = valueAtPointer(record, pointer);
    if (typeof present !== 'string' || present.startsWith('!')) return record;
    const hole = `${MARK}${this.#fillings.push(filling) - 1}`;
    return replaceAtPointer(record, pointer, hole) ?? record;
  }
}
