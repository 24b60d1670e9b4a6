import type { Logger } from 'pino';
import type { Clock } from '../clock';
import type { LaneStatus } from '../status/lane-status';
import type { ReadError } from '../status/read-error';
import type { Obstacle } from './verdict';

/** Says in the status of every lane, and in the log, what keeps records from being written, and that it is over. */
export class Obstacles {
  readonly #lanes = new Set<LaneStatus>();
  #error: ReadError | undefined;

  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly logger: Logger,
    /** Hears of every obstacle that does not go away by itself. */
    private readonly onStuck: (obstacle: Obstacle) => void = () => undefined,
  ) {}

  /** This lane writes as well. */
  concern(lane: LaneStatus): void {
    if (this.#lanes.has(lane)) return;
    this.#lanes.add(lane);
    if (this.#error) lane.failed(this.#error);
  }

  /** @param wait milliseconds before the next attempt */
  met(obstacle: Obstacle, wait: number): void {
    const { code, message, cure, stuck } = obstacle;
    this.#error = { code, message, cure, stuck, time: this.clock.now() };
    for (const lane of this.#lanes) lane.failed(this.#error);
    const about = { code, cure, wait_ms: wait };
    if (stuck) {
      this.logger.error(about, `nothing can be written: ${message}`);
      this.onStuck(obstacle);
    } else this.logger.warn(about, `records are sent again: ${message}`);
  }

  over(): void {
    if (this.#error === undefined) return;
    for (const lane of this.#lanes) if (lane.error === this.#error) lane.error = undefined;
    this.logger.info({ code: this.#error.code }, 'records are written again');
    this.#error = undefined;
  }
}
