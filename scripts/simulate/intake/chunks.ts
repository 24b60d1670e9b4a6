import type { Emission } from '../../generate';

/** Records in order of arrival, with those among them that need a look. */
export interface Chunk {
  readonly records: number;
  readonly from: number;
  readonly to: number;
  readonly candidates: readonly Candidate[];
}

export interface Candidate {
  readonly emission: Emission;
  /** The gate left it out: it is looked at to put the gate to the test. */
  readonly isSample: boolean;
}

/** Whether a record may match; says no only when it cannot. */
export type Gate = (emission: Emission) => boolean;

const MANY_RECORDS = 4096;
const MANY_CANDIDATES = 512;
/** One in so many of the records that the gate leaves out. */
const SAMPLE = 256;

/** Cuts a log into chunks. */
export async function* chunksOf(
  emissions: Iterable<Emission> | AsyncIterable<Emission>,
  gate: Gate,
): AsyncGenerator<Chunk, void, void> {
  const cutter = new Cutter(gate);
  // Not `for await` for both: it takes a turn for each record.
  if (Symbol.iterator in emissions) {
    for (const emission of emissions) if (cutter.add(emission)) yield cutter.cut();
  } else {
    for await (const emission of emissions) if (cutter.add(emission)) yield cutter.cut();
  }
  if (cutter.records > 0) yield cutter.cut();
}

class Cutter {
  records = 0;
  readonly #gate: Gate;
  #from = 0;
  #to = 0;
  #candidates: Candidate[] = [];
  #leftOut = 0;

  constructor(gate: Gate) {
    this.#gate = gate;
  }

  /** Whether the chunk is full. */
  add(emission: Emission): boolean {
    if (this.records === 0) this.#from = emission.arrival;
    this.#to = emission.arrival;
    this.records += 1;
    const isOut = !this.#gate(emission);
    if (isOut) this.#leftOut += 1;
    const isSample = isOut && this.#leftOut % SAMPLE === 0;
    if (isSample || !isOut) this.#candidates.push({ emission, isSample });
    return this.records >= MANY_RECORDS || this.#candidates.length >= MANY_CANDIDATES;
  }

  cut(): Chunk {
    const chunk = {
      records: this.records,
      from: this.#from,
      to: this.#to,
      candidates: this.#candidates,
    };
    this.records = 0;
    this.#candidates = [];
    return chunk;
  }
}
