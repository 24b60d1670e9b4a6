import type { Logger } from 'pino';
import type { Clock } from '../clock';
import type { StateTrouble } from '../state/state-parts';
import type { ReadError } from './read-error';

/** Of a content type, or of PIM's alerts of a tenant. */
export interface Concerned {
  error: ReadError | undefined;
  failed(error: ReadError): void;
}

/** Says in the status of all that use the state, and in the log, what keeps it from being used, and that it is over. */
export class StateObstacle {
  #concerned: readonly Concerned[] = [];
  #error: ReadError | undefined;

  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly logger: Logger,
    /** Hears of every trouble that does not go away by itself. */
    private readonly onStuck: () => void,
  ) {}

  concern(concerned: readonly Concerned[]): void {
    this.#concerned = concerned;
    if (this.#error) for (const each of concerned) each.failed(this.#error);
  }

  /** @param trouble undefined: it is over */
  readonly met = (trouble: StateTrouble | undefined): void => {
    if (trouble === undefined) {
      this.#over();
      return;
    }
    const { code, message, cure, stuck } = trouble;
    this.#error = {
      code,
      message: `the state cannot be used: ${message}`,
      cure,
      stuck,
      time: this.clock.now(),
    };
    for (const each of this.#concerned) each.failed(this.#error);
    this.logger[stuck ? 'error' : 'warn']({ code, cure }, this.#error.message);
    if (stuck) this.onStuck();
  };

  #over(): void {
    for (const each of this.#concerned) if (each.error === this.#error) each.error = undefined;
    this.logger.info({ code: this.#error?.code }, 'the state can be used again');
    this.#error = undefined;
  }
}
