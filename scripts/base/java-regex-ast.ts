import type { CharSet } from './java-regex-charset';

/** A Java pattern with its flags worked in: classes are plain sets, case folding is done. */
export type RegexNode =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'either'; readonly branches: readonly RegexNode[] }
  | { readonly kind: 'group'; readonly index: number; readonly body: RegexNode }
  | RepeatNode
  | AssertionNode;

/** What holds at a position, and takes no character. */
export type AssertionNode = { readonly kind: 'assertion'; readonly what: Assertion } | LookNode;

/** Whether certain characters stand before a position (`behind`) or after it; `negated`: whether they do not. */
export interface LookNode {
  readonly kind: 'look';
  readonly behind: boolean;
  readonly negated: boolean;
  /** One character of each, in the order of the text. */
  readonly sets: readonly CharSet[];
}

export interface RepeatNode {
  readonly kind: 'repeat';
  readonly body: RegexNode;
  readonly min: number;
  readonly max: number;
  readonly lazy: boolean;
}

/** `finalEnd` is Java's `$`: the end, or before a line terminator at the end. */
export type Assertion =
  | 'start'
  | 'end'
  | 'finalEnd'
  | 'wordBoundary'
  | 'notWordBoundary'
  | 'unicodeBoundary'
  | 'notUnicodeBoundary';

export interface ParsedRegex {
  readonly root: RegexNode;
  readonly groupCount: number;
  readonly names: ReadonlyMap<string, number>;
}
