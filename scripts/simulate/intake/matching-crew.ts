import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ContentError } from '../../base/errors';
import { parseExactJson } from '../../base/exact-json';
import type { Pack, Rule } from '../../content';
import { fieldsOfRun } from './fields-of-run';
import { recordsMatcher } from './match-records';
import type { Found, RawRecord } from './match-records';
import { ThreadPool } from './thread-pool';
import type { Answer, Assignment, Task } from './worker';

const PROGRAM = join(__dirname, 'worker.js');
/** So many chunks are matched here before threads are worth their start. */
const CHUNKS_ALONE = 2;
/** Chunks that wait at each thread, so that it never waits for this one. */
const AHEAD = 3;

/** Nearly all that a thread allocates is short-lived: with more room it only keeps more garbage. */
const LIMITS = { maxYoungGenerationSizeMb: 16 };

/** Matches chunks of records: the first ones here, then by threads. */
export class MatchingCrew implements AsyncDisposable {
  /** How many chunks to hand over before the first answer is waited for. */
  readonly ahead: number;
  readonly #size: number;
  readonly #assignment: Assignment;
  readonly #here: (records: readonly RawRecord[]) => readonly Found[];
  #pool: ThreadPool<Task, Answer> | undefined;
  #chunks = 0;

  /** `workers`: threads; undefined: one for each core. */
  constructor(pack: Pack, rules: readonly Rule[], workers: number | undefined) {
    const fields = new Map(rules.map((rule) => [rule.slug, fieldsOfRun(rule)]));
    this.#assignment = { root: pack.root, fields };
    this.#here = recordsMatcher(pack, rules, fields);
    this.#size = canHandOver(pack, rules) ? (workers ?? availableParallelism()) : 0;
    this.ahead = this.#size * AHEAD;
  }

  async match(records: readonly RawRecord[]): Promise<readonly Found[]> {
    this.#chunks += 1;
    if (this.#size === 0 || this.#chunks <= CHUNKS_ALONE) return this.#here(records);
    this.#pool ??= new ThreadPool(
      this.#size,
      () => new Worker(PROGRAM, { workerData: this.#assignment, resourceLimits: LIMITS }),
    );
    const answer = await this.#pool.do(
      records.map(({ stream, text, arrival }) => ({ stream, text, arrival })),
    );
    if (answer.kind === 'wrong') throw new ContentError(answer.problems);
    return parseExactJson(answer.json) as unknown as readonly Found[];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool?.[Symbol.asyncDispose]();
  }
}

/**
 * Threads load the pack themselves, so that they know no rule that was made or changed here; and they need the compiled
 * program, which is not there where TypeScript is compiled while it runs (Jest).
 */
function canHandOver(pack: Pack, rules: readonly Rule[]): boolean {
  const queries = new Map(pack.rules.map(({ slug, query }) => [slug, query]));
  return existsSync(PROGRAM) && rules.every(({ slug, query }) => queries.get(slug) === query);
}
