import type { JsonObject } from '../../base/json';
import { valueAtPointer } from '../../base/json-pointer';
import type { RecordPlaces, Stream } from '../../content';

/** Tells by where a raw record has its id and its time to which stream it belongs, and when it happened. */
export class RecordShapes {
  readonly #places: ReadonlyMap<string, readonly RecordPlaces[]>;

  constructor(streams: ReadonlyMap<string, Stream>) {
    this.#places = new Map(
      [...streams].map(([dataset, { config }]) => [dataset, [config.record ?? []].flat()]),
    );
  }

  /** The stream in whose places the record has both an id and a time; the places of no two streams agree in both. */
  streamOf(record: JsonObject): string | undefined {
    const is = (pointer: string): boolean => typeof valueAtPointer(record, pointer) === 'string';
    return [...this.#places].find(([, places]) =>
      places.some(({ id, time }) => id !== undefined && is(id) && is(time)),
    )?.[0];
  }

  /** Epoch milliseconds; undefined for a record that says no time. */
  timeOf(record: JsonObject, stream: string): number | undefined {
    for (const { time } of this.#places.get(stream) ?? []) {
      const text = valueAtPointer(record, time);
      // Office 365 writes no zone: its times are in UTC.
      const value =
        typeof text === 'string' ? Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`) : NaN;
      if (!Number.isNaN(value)) return value;
    }
    return undefined;
  }

  /** What tells the streams apart, for messages: `o365.audit (/Id, /CreationTime), …`. */
  describe(): string {
    return [...this.#places]
      .flatMap(([dataset, places]) =>
        places.flatMap(({ id, time }) => (id === undefined ? [] : [`${dataset} (${id}, ${time})`])),
      )
      .join(', ');
  }
}
