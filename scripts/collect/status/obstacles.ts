import type { Logger } from 'pino';
import type { Clock } from '../clock';
import type { Obstacle } from '../elasticsearch-obstacle';
import type { ReadError } from './read-error';

/** A content type, or PIM's alerts of a tenant. */
export interface Concerned {
  error: ReadError | undefined;
  failed(error: ReadError): void;
}

/** What it means that there is an obstacle, before the words that tell which, and that there is none any more. */
export interface ObstacleWords {
  readonly stuck: string;
  readonly passing: string;
  readonly over: string;
}

export const STATE_WORDS: ObstacleWords = {
  stuck: 'the state cannot be used',
  passing: 'the state cannot be used at the moment',
  over: 'the state can be used again',
};

export const RECORD_WORDS: ObstacleWords = {
  stuck: 'nothing can be written',
  passing: 'records are sent again',
  over: 'records are written again',
};

/** Says in the status of all that it concerns, and in the log, what keeps Elasticsearch from being used, and that it is over. */
export class Obstacles {
  readonly #concerned = new Set<Concerned>();
  #error: ReadError | undefined;

  constructor(
    private readonly words: ObstacleWords,
    private readonly clock: Pick<Clock, 'now'>,
    private readonly logger: Logger,
    /** Hears of every obstacle that does not go away by itself. */
    private readonly onStuck: (obstacle: Obstacle) => void = () => undefined,
  ) {}

  /** This one needs Elasticsearch as well. */
  concern(one: Concerned): void {
    if (this.#concerned.has(one)) return;
    this.#concerned.add(one);
    if (this.#error) one.failed(this.#error);
  }

  /** @param wait milliseconds before the next attempt, where that is known */
  met(obstacle: Obstacle, wait?: number): void {
    const { code, cure, stuck } = obstacle;
    const message = `${stuck ? this.words.stuck : this.words.passing}: ${obstacle.message}`;
    this.#error = { code, message, cure, stuck, time: this.clock.now() };
    for (const one of this.#concerned) one.failed(this.#error);
    this.logger[stuck ? 'error' : 'warn']({ code, cure, wait_ms: wait }, message);
    if (stuck) this.onStuck(obstacle);
  }

  over(): void {
    if (this.#error === undefined) return;
    for (const one of this.#concerned) if (one.error === this.#error) one.error = undefined;
    this.logger.info({ code: this.#error.code }, this.words.over);
    this.#error = undefined;
  }
}
