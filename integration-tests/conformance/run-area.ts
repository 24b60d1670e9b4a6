import fc from 'fast-check';
import { Tally } from '../../scripts/conformance/tally';
import type { AreaTally } from '../../scripts/conformance/tally';
import type { Area, Compared } from './area';
import type { ConformanceServer } from './server';

export interface RunOptions {
  readonly seed: number;
  /** Stops asking after this many seconds; a counterexample is still shrunk to the end. */
  readonly seconds: number;
  /** Stops after this many comparisons, if given. */
  readonly comparisons?: number | undefined;
  /** Told after each round how many comparisons were made. */
  readonly progress?: ((comparisons: number, disagreements: number) => void) | undefined;
}

/** A minimal question on which the sides differ, and the seed that found it. */
export interface Disagreement {
  readonly seed: number;
  readonly compared: Compared;
}

export interface AreaRun {
  readonly tally: AreaTally;
  readonly disagreements: readonly Disagreement[];
}

/** A counterexample is shrunk for this long at most, milliseconds. */
const SHRINKING = 60_000;

/** After so many different counterexamples a run has said enough. */
const ENOUGH = 5;

/** Scenarios of one seed; a new seed is taken when they are through. */
const ROUNDS_OF_A_SEED = 50;

/** Asks random questions until the time is up. Equal seeds ask equal questions in equal order. */
export async function runArea(area: Area, server: ConformanceServer, options: RunOptions): Promise<AreaRun> {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  const tally = new Tally();
  const disagreements: Disagreement[] = [];
  const isDone = (): boolean =>
    seconds() >= options.seconds ||
    tally.count >= (options.comparisons ?? Infinity) ||
    disagreements.length >= ENOUGH;
  for (let seed = options.seed; !isDone(); seed += 1) {
    const found = await runSeed(area, server, seed, isDone, (compared) => {
      for (const one of compared) tally.add(one);
      options.progress?.(tally.count, disagreements.length);
    });
    if (found !== undefined) disagreements.push({ seed, compared: found });
  }
  return { tally: tally.result(area.name, options.seed, Math.round(seconds())), disagreements };
}

/** Runs the scenarios of one seed; the minimal disagreement, if there is one. */
async function runSeed(
  area: Area,
  server: ConformanceServer,
  seed: number,
  isDone: () => boolean,
  count: (compared: readonly Compared[]) => void,
): Promise<Compared | undefined> {
  let last: Compared | undefined;
  let shrinksUntil = Infinity;
  const property = fc.asyncProperty(area.scenario, async (scenario) => {
    const isShrinking = last !== undefined;
    if (isShrinking ? performance.now() > shrinksUntil : isDone()) return;
    const compared = await area.compare(scenario, server);
    if (!isShrinking) count(compared);
    const differing = compared.find(({ outcome }) => outcome === 'differed');
    if (differing === undefined) return;
    if (!isShrinking) shrinksUntil = performance.now() + SHRINKING;
    last = differing;
    throw new Error('the sides differ');
  });
  const details = await fc.check(property, { seed, numRuns: ROUNDS_OF_A_SEED });
  if (details.failed && last === undefined) throw details.errorInstance;
  return last;
}
