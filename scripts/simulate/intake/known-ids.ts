/**
 * Ids of documents, remembered for at least `horizon` milliseconds of arrivals and at most twice as long, so that a log
 * of any length needs no more memory than its busiest stretch.
 */
export class KnownIds {
  #recent = new Set<string>();
  #older = new Set<string>();
  #turn: number | undefined;

  constructor(private readonly horizon: number) {}

  /** Whether the id is new; arrivals never go back. */
  add(id: string, arrival: number): boolean {
    this.#turn ??= arrival + this.horizon;
    if (arrival >= this.#turn) {
      // After a gap of two turns nothing is left to remember.
      this.#older = arrival >= this.#turn + this.horizon ? new Set() : this.#recent;
      this.#recent = new Set();
      this.#turn = arrival + this.horizon;
    }
    if (this.#recent.has(id) || this.#older.has(id)) return false;
    this.#recent.add(id);
    return true;
  }
}
