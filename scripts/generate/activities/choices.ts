import type { Random } from '../random';

/** Values by how often they come; the weights need not sum up to anything. */
export type Choices<T> = readonly (readonly [value: T, weight: number])[];

/** Draws from weighted values; the weights are expanded once, so that a draw is one random number. */
export function chooser<T>(choices: Choices<T>): (random: Random) => T {
  const table = choices.flatMap(([value, weight]) => Array.from({ length: weight }, () => value));
  return (random) => random.pick(table);
}
