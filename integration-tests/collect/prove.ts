import { schedule } from './schedule';
import { play } from './play';
import type { Played } from './played';
import type { TargetServer } from './target';

export interface ProveOptions {
  readonly seed: string;
  /** Numbers of the schedules. */
  readonly numbers: Iterable<number>;
  /** How many are played at once. */
  readonly jobs: number;
  readonly played: (one: Played) => void;
}

/** Plays schedules; an error of the harness itself ends it. */
export async function prove(
  target: TargetServer,
  { seed, numbers, jobs, played }: ProveOptions,
): Promise<void> {
  const left = numbers[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (let next = left.next(); next.done !== true; next = left.next()) {
      played(await play(target, schedule(seed, next.value)));
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
}

/** What all schedules together came to. */
export class Tally {
  readonly #sums = new Map<string, number>();
  readonly #faults = new Map<string, number>();
  readonly failed: Played[] = [];
  #peak = 0;

  add(one: Played): void {
    const sums = {
      schedules: 1,
      records: one.records,
      'dead letters': one.deadLetters,
      runs: one.runs,
      kills: one.kills,
      stops: one.stops,
      rollovers: one.rollovers,
      'doubles that the collector reported': one.excused.length,
      'reported, but there once': one.reportedOnce,
    };
    for (const [name, count] of Object.entries(sums)) add(this.#sums, name, count);
    for (const [fault, count] of one.apiFaults) add(this.#faults, `api ${fault}`, count);
    for (const [fault, count] of one.elasticsearchFaults) add(this.#faults, `elasticsearch ${fault}`, count);
    this.#peak = Math.max(this.#peak, one.peakMegabytes);
    if (one.problems.length > 0) this.failed.push(one);
  }

  get text(): string {
    const lines = ([name, count]: [string, number]): string => `${String(count).padStart(9)} ${name}`;
    return [
      ...[...this.#sums].map(lines),
      ...[...this.#faults].sort(([a], [b]) => (a < b ? -1 : 1)).map(lines),
      `${String(Math.round(this.#peak)).padStart(9)} MB resident at most`,
    ].join('\n');
  }
}

/** One schedule in a line. */
export function lineOf(one: Played): string {
  const { schedule: plan, records, runs, kills, excused, problems, seconds } = one;
  const faults = [...one.apiFaults.values(), ...one.elasticsearchFaults.values()].reduce((a, b) => a + b, 0);
  const doubles = excused.length === 0 ? '' : `, ${excused.length} reported doubles`;
  return `${problems.length === 0 ? 'ok  ' : 'FAIL'} ${plan.number}: ${records} records, ${runs} runs, ${kills} kills, ${faults} faults${doubles}, ${seconds.toFixed(1)} s`;
}

function add(counts: Map<string, number>, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}
