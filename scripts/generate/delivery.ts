import { contentTypeOf } from './content-type';
import type { Emission } from './emission';
import { drawLatency, LATENCIES } from './latency';
import type { Latencies, Latency } from './latency';
import { MinHeap } from './min-heap';
import type { Random } from './random';

export interface DeliveryOptions {
  readonly latencies?: Latencies;
  /**
   * About as many records as are on their way at most. From half of it on, batches are delivered ever faster, so that
   * a log too dense for the memory is delivered too early and not lost.
   */
  readonly onTheWay?: number;
}

/** Records of one stream, and there of one content type, that become available together. */
interface Blob {
  readonly type: string;
  readonly latency: Latency;
  /** From then on it takes no more records. */
  readonly closes: number;
  readonly arrival: number;
  /** Settles which of two blobs of one moment goes first. */
  readonly number: number;
  readonly records: Emission[];
  /** It holds records that came before. */
  readonly again: boolean;
}

/** The service gathers records of a content type in several places at once. */
const PLACES = 3;
const RECORDS_IN_BLOB = 250;
const ON_THE_WAY = 400_000;
/** A second delivery follows the first within this, milliseconds. */
const SECOND_DELIVERY = 6 * 3_600_000;

/**
 * The records as Elasticsearch gets them: late, in blobs of one content type whose records are in no order, a share of
 * them twice. In order of arrival, in whole milliseconds; only what is on its way is held.
 *
 * @param emissions in order of occurrence
 */
export function* deliver(
  emissions: Iterable<Emission>,
  random: Random,
  options: DeliveryOptions = {},
): Generator<Emission, void, void> {
  const transit = new Transit(random, options);
  for (const emission of emissions) {
    yield* transit.arrivedBy(emission.occurred);
    transit.send(emission);
  }
  yield* transit.arrivedBy(Infinity);
}

class Transit {
  readonly #random: Random;
  readonly #latencies: Latencies;
  readonly #limit: number;
  readonly #open = new Map<string, Blob>();
  readonly #blobs = new MinHeap<Blob>(
    (a, b) => a.arrival < b.arrival || (a.arrival === b.arrival && a.number < b.number),
  );
  #count = 0;
  #pending = 0;

  constructor(random: Random, { latencies = LATENCIES, onTheWay = ON_THE_WAY }: DeliveryOptions) {
    this.#random = random;
    this.#latencies = latencies;
    this.#limit = onTheWay;
  }

  send(emission: Emission): void {
    const type = typeOf(emission);
    const key = `${type}/${this.#random.below(PLACES)}`;
    let blob = this.#open.get(key);
    if (blob === undefined || emission.occurred >= blob.closes || blob.records.length >= RECORDS_IN_BLOB) {
      blob = this.#newBlob(type, emission);
      this.#open.set(key, blob);
    }
    blob.records.push(emission);
    this.#pending += 1;
  }

  /** What has arrived up to a moment; nothing that is sent later can arrive before it. */
  *arrivedBy(moment: number): Generator<Emission, void, void> {
    for (let blob = this.#blobs.peek(); blob && blob.arrival <= moment; blob = this.#blobs.peek()) {
      this.#blobs.pop();
      this.#pending -= blob.records.length;
      const again = blob.again ? undefined : this.#deliveredAgain(blob);
      for (const record of this.#shuffled(blob.records)) {
        yield arriving(record, blob.arrival);
      }
      if (again) this.#push(again);
    }
  }

  #newBlob(type: string, { stream, occurred }: Emission): Blob {
    const latency = this.#latencies[stream];
    const room = Math.min(1, Math.max(0, 2 - (2 * this.#pending) / this.#limit));
    const closes = occurred + latency.gathering * room;
    const arrival = Math.ceil(closes + drawLatency(latency, this.#random) * room);
    const blob = this.#blob({ type, latency, closes, arrival, records: [], again: false });
    this.#push(blob);
    return blob;
  }

  #blob(fields: Omit<Blob, 'number'>): Blob {
    this.#count += 1;
    return { ...fields, number: this.#count };
  }

  #push(blob: Blob): void {
    this.#blobs.push(blob);
    this.#pending += blob.records.length;
  }

  /** The records of a delivered blob that come once more. */
  #deliveredAgain({ type, latency, arrival, records }: Blob): Blob | undefined {
    if (latency.again === 0) return undefined;
    const repeated = records.filter(() => this.#random.chance(latency.again));
    if (repeated.length === 0) return undefined;
    const later = Math.ceil(arrival + 1 + this.#random.float() * SECOND_DELIVERY);
    return this.#blob({ type, latency, closes: arrival, arrival: later, records: repeated, again: true });
  }

  /** Fisher and Yates, in place. */
  #shuffled(records: Emission[]): readonly Emission[] {
    for (let last = records.length - 1; last > 0; last -= 1) {
      const other = this.#random.below(last + 1);
      const record = records[last] as Emission;
      records[last] = records[other] as Emission;
      records[other] = record;
    }
    return records;
  }
}

function typeOf(emission: Emission): string {
  const { stream, contentType } = emission;
  return stream === 'o365.audit' ? (contentType ?? contentTypeOf(emission)) : stream;
}

/** From here on the record is text: only now, so that what is on its way takes little memory. */
function arriving({ occurred, stream, text, label }: Emission, arrival: number): Emission {
  return label === undefined
    ? { occurred, arrival, stream, text }
    : { occurred, arrival, stream, text, label };
}
