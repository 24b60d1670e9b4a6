/** Parts of the space of keys, by their first byte. */
const SLICES = 32;
/** Parts of the space of keys that are swept one at a time; so many make a slice. */
export const SWEPT_PER_SLICE = 256 / SLICES;

export interface RecentKey {
  /** 16 bytes. */
  readonly key: Buffer;
  readonly tenant: number;
  readonly acknowledged: number;
}

/**
 * The keys that were acknowledged last, in memory: the batches' rows have them on disk. They go into the ledger's table slice
 * by slice, as keys that lie close together share pages: one by one as they come, each would rewrite a page of its own.
 */
export class RecentKeys {
  /** When it was acknowledged, by key and tenant; a string takes a fraction of a Buffer's memory. */
  readonly #slices = Array.from({ length: SLICES }, () => new Map<string, number>());
  /** When each slice was last taken. */
  readonly #taken = new Array<number>(SLICES).fill(0);
  readonly #batches: { readonly batch: number; readonly turn: number }[] = [];
  #turn = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(key: Buffer, tenant: number): boolean {
    return this.#sliceOf(key).has(nameOf(key, tenant));
  }

  add(batch: number, tenant: number, keys: readonly Buffer[], acknowledged: number): void {
    for (const key of keys) {
      const slice = this.#sliceOf(key);
      this.#size -= slice.size;
      slice.set(nameOf(key, tenant), acknowledged);
      this.#size += slice.size;
    }
    this.#batches.push({ batch, turn: this.#turn });
  }

  /** The slice that was not taken for the longest time. */
  next(): number {
    return this.#taken.indexOf(Math.min(...this.#taken));
  }

  /** Takes out a slice's keys, in order. */
  take(place: number): RecentKey[] {
    const slice = this.#slices[place] ?? new Map<string, number>();
    const entries = [...slice]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, acknowledged]) => ({
        key: Buffer.from(name.slice(0, 16), 'latin1'),
        tenant: Number(name.slice(16)),
        acknowledged,
      }));
    slice.clear();
    this.#size -= entries.length;
    this.#taken[place] = this.#turn += 1;
    return entries;
  }

  /** Takes out the batches all of whose keys were taken. */
  takeBatches(): number[] {
    const oldest = Math.min(...this.#taken);
    const left = this.#batches.findIndex(({ turn }) => turn >= oldest);
    return this.#batches.splice(0, left < 0 ? this.#batches.length : left).map(({ batch }) => batch);
  }

  #sliceOf(key: Buffer): Map<string, number> {
    return this.#slices[Math.floor((key[0] ?? 0) / SWEPT_PER_SLICE)] as Map<string, number>;
  }
}

/** One byte a character. */
function nameOf(key: Buffer, tenant: number): string {
  return key.toString('latin1') + String(tenant);
}
