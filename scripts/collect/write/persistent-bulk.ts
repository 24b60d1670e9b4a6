import { backOff } from '../api/back-off';
import type { Clock } from '../clock';
import type { Bulk } from './bulk-client';
import type { Refusal } from './item';
import type { Obstacles } from '../status/obstacles';
import { stopped } from './stopped';
import { itemVerdict, requestVerdict } from './verdict';
import type { Present } from './verdict';
import type { Obstacle } from '../elasticsearch-obstacle';

/** Milliseconds between attempts while somebody must act. */
const STUCK_FIRST = 30_000;
const STUCK_LONGEST = 5 * 60_000;
/** So often the server may fail at a document, some five minutes, before the document is held to be the cause. */
const MOST_FAULTS = 10;

/** What is sent and hears of it. */
export interface Shipment<E> {
  readonly stream: string;
  /** Two lines of NDJSON. */
  lines(entry: E): string;
  present(entry: E, verdict: Present): void;
  refused(entry: E, refusal: Refusal): void;
  /** A request is about to leave. What it returns is given to `unknown`. */
  leaving?(): string | undefined;
  /** It is not known whether these were written. */
  unknown?(entries: readonly E[], noted: string | undefined): void;
  /** A request with these was too large. What is returned is sent instead of a single one. */
  tooLarge?(entries: readonly E[]): E | undefined;
}

export interface PersistentBulkParts {
  readonly bulk: Bulk;
  readonly clock: Clock;
  readonly random: () => number;
  readonly obstacles: Obstacles;
  /** No further request once it is given. */
  readonly stop: AbortSignal;
  /** Breaks off requests that are under way. */
  readonly abort: AbortSignal;
}

interface Round<E> {
  readonly left: readonly E[];
  /** The worst that was met. */
  readonly obstacle: Obstacle | undefined;
}

/** Sends documents until each has a final answer, however long that takes. */
export class PersistentBulk {
  constructor(private readonly parts: PersistentBulkParts) {}

  /** @throws AbortError when the collector stops before each document has its answer */
  async send<E>(entries: readonly E[], shipment: Shipment<E>): Promise<void> {
    const { clock, obstacles, stop } = this.parts;
    const faults = new Map<E, number>();
    let failures = 0;
    for (let open = entries; open.length > 0;) {
      this.#goOn();
      const { left, obstacle } = await this.#round(open, shipment, faults);
      failures = left.length < open.length ? 1 : failures + 1;
      open = left;
      if (obstacle === undefined || open.length === 0) {
        obstacles.over();
        continue;
      }
      this.#goOn();
      const wait = this.#wait(obstacle, failures);
      obstacles.met(obstacle, wait);
      await clock.sleep(wait, stop);
    }
  }

  /** Everything once. */
  async #round<E>(entries: readonly E[], shipment: Shipment<E>, faults: Map<E, number>): Promise<Round<E>> {
    const { bulk, abort, stop } = this.parts;
    const noted = shipment.leaving?.();
    const answer = await bulk(shipment.stream, entries.map((entry) => shipment.lines(entry)).join(''), abort);
    const verdict = requestVerdict(answer, entries.length);
    if (verdict.do === 'again') {
      if (verdict.unknown) shipment.unknown?.(entries, noted);
      return { left: entries, obstacle: verdict.obstacle };
    }
    if (verdict.do === 'halve') {
      const smaller = verdict.tooLarge ? shipment.tooLarge?.(entries) : undefined;
      const [entry] = entries;
      if (entries.length === 1 && entry !== undefined) {
        if (smaller !== undefined) return await this.#round([smaller], shipment, faults);
        shipment.refused(entry, verdict.refusal);
        return { left: [], obstacle: undefined };
      }
      const half = Math.ceil(entries.length / 2);
      const first = await this.#round(entries.slice(0, half), shipment, faults);
      const rest = entries.slice(half);
      // What kept the first half back keeps the second back as well.
      if (first.obstacle || stop.aborted) return { ...first, left: [...first.left, ...rest] };
      return await this.#round(rest, shipment, faults);
    }
    const left: E[] = [];
    const unknown: E[] = [];
    let worst: Obstacle | undefined;
    for (const [at, entry] of entries.entries()) {
      const item = verdict.items[at];
      if (item === undefined) continue;
      const told = itemVerdict(item);
      if (told.do === 'present') shipment.present(entry, told);
      else if (told.do === 'refused') shipment.refused(entry, told.refusal);
      else if (told.fault && counted(faults, entry) >= MOST_FAULTS) {
        shipment.refused(entry, { type: item.type, message: told.obstacle.message });
      } else {
        left.push(entry);
        if (told.unknown) unknown.push(entry);
        if (worst?.stuck !== true) worst = told.obstacle;
      }
    }
    if (unknown.length > 0) shipment.unknown?.(unknown, noted);
    return { left, obstacle: worst };
  }

  #goOn(): void {
    if (this.parts.stop.aborted) throw stopped();
  }

  #wait({ stuck }: Obstacle, failures: number): number {
    if (!stuck) return backOff(failures, this.parts.random);
    return Math.min(STUCK_LONGEST, STUCK_FIRST * 2 ** (failures - 1));
  }
}

function counted<E>(counts: Map<E, number>, entry: E): number {
  const count = (counts.get(entry) ?? 0) + 1;
  counts.set(entry, count);
  return count;
}
