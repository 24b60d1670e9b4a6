import { countText, secondsText } from '../../simulate/number-text';
import { laneName } from '../lane/lane';
import type { LaneStatus } from './lane-status';
import { pimName } from './pim-status';
import type { PimStatus } from './pim-status';
import type { ReadError } from './read-error';

const SECOND = 1000;
/** Rates are those of the last seconds. */
const LOOK_BACK = 10 * SECOND;
const BETWEEN = ' · ';

interface Sample {
  readonly at: number;
  readonly records: number;
  /** How far the backlogs of all lanes are worked off, milliseconds. */
  readonly done: number;
}

/** A piece of the line; where the terminal is narrow those of the lowest rank give way first. */
interface Part {
  readonly text: string;
  readonly rank: number;
}

interface Trouble {
  readonly name: string;
  readonly error: ReadError;
}

/** How the collector as a whole gets on, in a line for a terminal. Times are epoch milliseconds. */
export class Progress {
  readonly #samples: Sample[] = [];

  constructor(
    private readonly lanes: readonly LaneStatus[],
    private readonly pim: readonly PimStatus[],
    private readonly timeOf: (tenantId: string) => number,
  ) {}

  /**
   * @param now by a clock that goes on evenly, milliseconds
   * @param columns of the terminal: a line that is as long would break; 0 where it does not know
   */
  text(now: number, columns = Infinity): string {
    const behind = this.lanes.filter(({ catchingUp, isHalted }) => catchingUp && !isHalted);
    const records = this.lanes.reduce((sum, { counts }) => sum + counts.received, 0);
    const done = behind.reduce((sum, lane) => sum + doneOf(lane), 0);
    const all = behind.reduce(
      (sum, { firstFrom, lane }) =>
        sum + (firstFrom === undefined ? 0 : this.timeOf(lane.tenantId) - firstFrom),
      0,
    );
    const before = this.#remember({ at: now, records, done });
    const passed = Math.max(1, now - before.at) / SECOND;
    const pace = (done - before.done) / passed;
    const toGo = behind.length > 0 && pace > 0 ? Math.ceil((all - done) / pace) : undefined;
    const lag = this.#lag();
    const troubles = this.#troubles();
    const parts: (Part | undefined)[] = [
      { text: this.#headline(behind.length, done, all), rank: 5 },
      { text: `${countText(records)} records`, rank: 0 },
      { text: `${countText(Math.round((records - before.records) / passed))}/s`, rank: 2 },
      toGo === undefined ? undefined : { text: `${secondsText(toGo)} to go`, rank: 3 },
      lag === undefined ? undefined : { text: `newest record ${secondsText(lag)} old`, rank: 1 },
      troublePart(
        'stuck',
        troubles.filter(({ error }) => error.stuck),
        6,
      ),
      troublePart(
        'failing',
        troubles.filter(({ error }) => !error.stuck),
        4,
      ),
    ];
    return fitted(
      parts.filter((part) => part !== undefined),
      columns > 0 ? columns - 1 : Infinity,
    );
  }

  #headline(behind: number, done: number, all: number): string {
    if (behind > 0) return `catching up ${Math.floor((100 * done) / Math.max(all, 1))} %`;
    const isWell =
      this.lanes.some(({ error, left }) => error === left) ||
      this.pim.some(({ error }) => error === undefined);
    return isWell ? 'up to date' : 'nothing is read';
  }

  #troubles(): Trouble[] {
    return [
      ...this.lanes.map(({ lane, error }) => ({ name: laneName(lane), error })),
      ...this.pim.map((status) => ({ name: pimName(status), error: status.error })),
    ].flatMap(({ name, error }) => (error === undefined ? [] : [{ name, error }]));
  }

  /** @returns the oldest sample that is not too old */
  #remember(sample: Sample): Sample {
    this.#samples.push(sample);
    while ((this.#samples[1]?.at ?? Infinity) <= sample.at - LOOK_BACK) this.#samples.shift();
    return this.#samples[0] ?? sample;
  }

  /** Seconds. */
  #lag(): number | undefined {
    const ages = this.lanes.flatMap(({ lane, workloads }) =>
      [...workloads.values()].flatMap(({ lastEvent }) =>
        lastEvent === undefined ? [] : [this.timeOf(lane.tenantId) - lastEvent],
      ),
    );
    return ages.length === 0 ? undefined : Math.max(0, Math.floor(Math.min(...ages) / SECOND));
  }
}

/** Nothing while the first window is read, which has a beginning and no end yet. */
function doneOf({ firstFrom = 0, windowEnd = firstFrom }: LaneStatus): number {
  return windowEnd - firstFrom;
}

function troublePart(what: string, troubles: readonly Trouble[], rank: number): Part | undefined {
  const [first] = troubles;
  return first && { text: `${troubles.length} ${what}: ${first.name} ${first.error.code}`, rank };
}

function fitted(parts: readonly Part[], most: number): string {
  const text = parts.map((part) => part.text).join(BETWEEN);
  if (text.length <= most) return text;
  if (parts.length <= 1) return `${text.slice(0, Math.max(0, most - 1))}…`;
  const lowest = Math.min(...parts.map(({ rank }) => rank));
  return fitted(
    parts.filter(({ rank }) => rank !== lowest),
    most,
  );
}
