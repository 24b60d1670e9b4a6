import { countText, secondsText } from '../../simulate/number-text';
import { laneName } from '../lane/lane';
import type { LaneStatus } from './lane-status';

const SECOND = 1000;
/** Rates are those of the last seconds. */
const LOOK_BACK = 10 * SECOND;

interface Sample {
  readonly at: number;
  readonly records: number;
  /** How far the backlogs of all lanes are worked off, milliseconds. */
  readonly done: number;
}

/** How the collector as a whole gets on, in a line for a terminal. Times are epoch milliseconds. */
export class Progress {
  readonly #samples: Sample[] = [];

  constructor(private readonly lanes: readonly LaneStatus[]) {}

  text(now: number): string {
    const behind = this.lanes.filter(({ catchingUp, error }) => catchingUp && error?.stuck !== true);
    const records = this.lanes.reduce((sum, { counts }) => sum + counts.received, 0);
    const done = behind.reduce((sum, lane) => sum + doneOf(lane), 0);
    const all = behind.reduce(
      (sum, { firstFrom }) => sum + (firstFrom === undefined ? 0 : now - firstFrom),
      0,
    );
    const before = this.#remember({ at: now, records, done });
    const passed = Math.max(1, now - before.at) / SECOND;
    const parts = [
      behind.length > 0 ? `catching up ${Math.floor((100 * done) / Math.max(all, 1))} %` : 'up to date',
      `${countText(records)} records`,
      `${countText(Math.round((records - before.records) / passed))}/s`,
    ];
    const pace = (done - before.done) / passed;
    if (behind.length > 0 && pace > 0) parts.push(`${secondsText(Math.ceil((all - done) / pace))} to go`);
    const lag = this.#lag(now);
    if (lag !== undefined)
      parts.push(`newest record ${secondsText(Math.max(0, Math.floor(lag / SECOND)))} old`);
    const stuck = this.lanes.filter(({ error }) => error?.stuck === true);
    const [first] = stuck;
    if (first) parts.push(`${stuck.length} stuck: ${laneName(first.lane)} ${first.error?.code ?? ''}`);
    return parts.join(' · ');
  }

  /** @returns the oldest sample that is not too old */
  #remember(sample: Sample): Sample {
    this.#samples.push(sample);
    while ((this.#samples[1]?.at ?? Infinity) <= sample.at - LOOK_BACK) this.#samples.shift();
    return this.#samples[0] ?? sample;
  }

  #lag(now: number): number | undefined {
    const events = this.lanes.flatMap(({ workloads }) =>
      [...workloads.values()].flatMap(({ lastEvent }) => (lastEvent === undefined ? [] : [lastEvent])),
    );
    return events.length === 0 ? undefined : now - Math.max(...events);
  }
}

/** Nothing while the first window is read, which has a beginning and no end yet. */
function doneOf({ firstFrom = 0, windowEnd = firstFrom }: LaneStatus): number {
  return windowEnd - firstFrom;
}
