import { Obstacles } from './obstacles';
import type { Obstacle } from './verdict';

/** For what somebody waits for: an obstacle that does not go away by itself ends it. */
export class EndWhenStuck extends Obstacles {
  readonly #ending = new AbortController();
  stuck: Obstacle | undefined;

  /** Given when there is one. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  override met(obstacle: Obstacle, wait: number): void {
    if (!obstacle.stuck) {
      super.met(obstacle, wait);
      return;
    }
    this.stuck ??= obstacle;
    this.#ending.abort();
  }
}
