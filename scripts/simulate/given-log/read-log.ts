import { ContentError } from '../../base/errors';
import type { Problem } from '../../base/errors';
import { parseExactJson } from '../../base/exact-json';
import { isJsonObject } from '../../base/json';
import type { JsonObject, JsonValue } from '../../base/json';
import { nearest } from '../../base/nearest';
import { shortened } from '../../base/schema-issues';
import type { Stream } from '../../content';
import { drawLatency, LATENCIES, Random } from '../../generate';
import type { Emission, Latencies, StreamName } from '../../generate';
import { byArrival } from './by-arrival';
import type { ReadRecord } from './by-arrival';
import { linesOf } from './lines';
import type { Line } from './lines';
import { RecordShapes } from './record-shape';

/** Records that are held until all that arrive before them are there. */
const HELD = 5_000;
/** Where arrivals are computed the lines are in another order: about a day of 1,000 users, 150 MB. */
const HELD_COMPUTED = 100_000;

export interface LogOptions {
  /** What messages call it. */
  readonly file: string;
  /**
   * How late records arrive. undefined: envelopes say it themselves, others are as late as the services deliver.
   */
  readonly latencies?: Latencies | undefined;
  /** Settles how late each record is. */
  readonly seed?: string | undefined;
  readonly held?: number | undefined;
}

/**
 * The records of an NDJSON log in order of arrival. A line is the raw record, whose stream is told by its shape, or
 * an envelope `{"arrival": …, "stream": …, "record": {…}}` as `generate --form envelope` writes it.
 *
 * @throws ContentError that names the line
 */
export function readLog(
  streams: ReadonlyMap<string, Stream>,
  pieces: AsyncIterable<Uint8Array>,
  options: LogOptions,
): AsyncGenerator<Emission> {
  const reader = new LineReader(streams, options);
  const held = (): number => options.held ?? (reader.computesArrivals ? HELD_COMPUTED : HELD);
  return byArrival(records(reader, pieces), options.file, held);
}

async function* records(reader: LineReader, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<ReadRecord> {
  for await (const line of linesOf(pieces, reader.file)) yield reader.read(line);
}

/** As `generate` writes envelopes: what stands behind it, up to the last brace, is the text of the record. */
const ENVELOPE = /^\{"arrival":"[^"]*","stream":"[^"]*","record":(?=\{)/;

class LineReader {
  readonly file: string;
  /** Some record did not say when it arrives, or was not asked. */
  computesArrivals = false;
  readonly #shapes: RecordShapes;
  readonly #random: Random;

  constructor(
    private readonly streams: ReadonlyMap<string, Stream>,
    private readonly options: LogOptions,
  ) {
    this.file = options.file;
    this.#shapes = new RecordShapes(streams);
    this.#random = Random.of(options.seed ?? 'simulate', 'lag');
  }

  read(line: Line): ReadRecord {
    const value = this.#parsed(line);
    const { arrival, stream, record } = value;
    const isEnvelope = arrival !== undefined && stream !== undefined && record !== undefined;
    if (!isEnvelope) return this.#fromRaw(line, value);
    const isAlone = Object.keys(value).length === 3;
    const emission = this.#fromEnvelope(line.number, { arrival, stream, record });
    return { ...emission, text: recordText(line.text.trim(), isAlone) };
  }

  #parsed({ number, text }: Line): JsonObject {
    let value: JsonValue;
    try {
      value = JSON.parse(text) as JsonValue;
    } catch (error) {
      throw this.#problem(number, {
        code: 'LOG_MALFORMED_LINE',
        message: `the line is no JSON: ${error instanceof Error ? error.message : String(error)}`,
        found: shortened(text),
        expected: 'NDJSON: one record a line',
        hint: 'A line that was cut off is often the last one of a copy that was interrupted.',
      });
    }
    if (isJsonObject(value)) return value;
    throw this.#problem(number, {
      code: 'LOG_MALFORMED_LINE',
      message: 'the line is no JSON object',
      found: shortened(text),
      expected: 'NDJSON: one record a line',
      hint: 'Write a JSON array as lines first, e.g. with jq -c ".[]".',
    });
  }

  #fromEnvelope(
    number: number,
    { arrival, stream, record }: { arrival: JsonValue; stream: JsonValue; record: JsonValue },
  ): Omit<ReadRecord, 'text'> {
    const arrived = typeof arrival === 'string' ? Date.parse(arrival) : NaN;
    if (Number.isNaN(arrived)) {
      throw this.#problem(number, {
        code: 'LOG_BAD_ARRIVAL',
        message: 'the arrival is no time',
        found: shortened(arrival),
        expected: 'ISO 8601 in UTC, e.g. 2026-03-02T10:15:00.000Z',
      });
    }
    if (typeof stream !== 'string' || !this.streams.has(stream)) {
      const known = [...this.streams.keys()];
      throw this.#problem(number, {
        code: 'LOG_UNKNOWN_STREAM',
        message: 'the pack has no such stream',
        found: shortened(stream),
        expected: known.join(', '),
        hint: `package-content/streams.yml lists them${typeof stream === 'string' ? nearest(stream, known) : ''}.`,
      });
    }
    if (!isJsonObject(record)) {
      throw this.#problem(number, {
        code: 'LOG_MALFORMED_LINE',
        message: 'the record of the envelope is no JSON object',
        found: shortened(record),
        expected: '{"arrival": …, "stream": …, "record": {…}}',
      });
    }
    const occurred = this.#shapes.timeOf(record, stream) ?? arrived;
    return {
      line: number,
      occurred,
      arrival: this.options.latencies === undefined ? arrived : this.#arrival(occurred, stream as StreamName),
      stream: stream as StreamName,
    };
  }

  #fromRaw({ number, text }: Line, record: JsonObject): ReadRecord {
    const stream = this.#shapes.streamOf(record) as StreamName | undefined;
    const occurred = stream === undefined ? undefined : this.#shapes.timeOf(record, stream);
    if (stream === undefined || occurred === undefined) {
      throw this.#problem(number, {
        code: 'LOG_UNKNOWN_RECORD',
        message:
          'the record has the shape of no stream: id and time stand nowhere where one of them has both',
        found: shortened(Object.keys(record).join(', ')),
        expected: this.#shapes.describe(),
        hint: 'Give it in an envelope: {"arrival": …, "stream": …, "record": {…}}.',
      });
    }
    return { line: number, occurred, arrival: this.#arrival(occurred, stream), stream, text: text.trim() };
  }

  #arrival(occurred: number, stream: StreamName): number {
    this.computesArrivals = true;
    const latency = (this.options.latencies ?? LATENCIES)[stream];
    const gathered = occurred + this.#random.float() * latency.gathering;
    return Math.ceil(gathered + drawLatency(latency, this.#random));
  }

  #problem(line: number, problem: Problem): ContentError {
    return new ContentError({ location: { file: this.file, line, column: 1 }, ...problem });
  }
}

/** The text of the record in an envelope; as it was written, where the envelope is as `generate` writes it. */
function recordText(text: string, isAlone: boolean): string {
  const start = isAlone ? ENVELOPE.exec(text)?.[0].length : undefined;
  if (start !== undefined) return text.slice(start, -1);
  return JSON.stringify((parseExactJson(text) as JsonObject)['record']);
}
