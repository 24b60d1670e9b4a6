import type { LaneStatus } from '../collect/status/lane-status';
import type { PimStatus } from '../collect/status/pim-status';
import { Progress } from '../collect/status/progress';
import { StatusLine } from './status-line';

const EVERY = 1000;

/** The log on standard output, and below it, on a terminal, a line that says how the collector gets on. */
export class CollectTerminal {
  readonly #line = new StatusLine();

  /** A line of the log; the status line gives way. */
  write(text: string): void {
    this.#line.clear();
    process.stdout.write(text);
  }

  /** @param timeOf the clock of a tenant's service, epoch milliseconds */
  show(
    lanes: readonly LaneStatus[],
    pim: readonly PimStatus[],
    timeOf: (tenantId: string) => number,
  ): Disposable {
    const progress = new Progress(lanes, pim, timeOf);
    const timer = setInterval(() => {
      this.#line.show(progress.text(performance.now(), process.stderr.columns));
    }, EVERY);
    return {
      [Symbol.dispose]: () => {
        clearInterval(timer);
        this.#line.clear();
      },
    };
  }
}
