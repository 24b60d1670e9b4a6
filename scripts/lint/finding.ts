import type { Problem } from '../base/errors';

export type Severity = 'error' | 'warning';

/** A change of a file's text, by offsets in UTF-16 code units. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a check has against a file. */
export interface Finding extends Problem {
  readonly severity: Severity;
  /** `--fix` mends it. */
  readonly fixable: boolean;
  /** The changes that mend it, all in the file of its location. */
  readonly edits: readonly Edit[];
}
