import type fc from 'fast-check';

/** Something generated, and the rows of the conformance page for which it counts. */
export interface Tagged<T> {
  readonly features: readonly string[];
  readonly value: T;
}

/** Gives what is generated one row. */
export function tag<T>(feature: string, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Tagged<T>> {
  return arbitrary.map((value) => ({ features: [feature], value }));
}

/** All rows of some tagged parts, each once. */
export function rowsOf(...parts: readonly Tagged<unknown>[]): string[] {
  return [...new Set(parts.flatMap(({ features }) => features))];
}
