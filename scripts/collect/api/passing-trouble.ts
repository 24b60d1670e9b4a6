import type { Logger } from 'pino';
import type { Clock } from '../clock';

const MINUTE = 60_000;

/** Logs that requests of a tenant fail in passing: a line a minute at most, as they may be many. */
export class PassingTrouble {
  #next = -Infinity;

  constructor(
    private readonly logger: Logger,
    private readonly steady: Pick<Clock, 'now'>,
  ) {}

  /** @param wait milliseconds before the next attempt */
  met(code: string, message: string, wait: number): void {
    const now = this.steady.now();
    if (now < this.#next) return;
    this.#next = now + MINUTE;
    this.logger.warn({ code, wait_ms: wait }, `Microsoft is asked again: ${message}`);
  }
}
