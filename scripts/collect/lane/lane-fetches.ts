import { Slots } from './slots';

/** The slots that all lanes share, as one lane takes them for its blobs. */
export class LaneFetches {
  readonly #turn = new Slots(1);

  constructor(private readonly shared: Pick<Slots, 'take' | 'release'>) {}

  /**
   * Comes back with a slot, which whoever called gives back by `release`. It is not held while the request waits to be
   * granted. Of the lane one granted request at most waits for a slot: many that are sent together later would be more than
   * the budget allows at once. @throws what `granted` throws
   */
  async take(granted: () => Promise<void>): Promise<void> {
    await this.#turn.take();
    try {
      await granted();
      await this.shared.take();
    } finally {
      this.#turn.release();
    }
  }

  release(): void {
    this.shared.release();
  }
}
