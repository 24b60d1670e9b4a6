/** A stretch of the query text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A word or quoted string. Unquoted `true`, `false` and `null` are the typed values. */
export interface KqlLiteral {
  readonly type: 'literal';
  readonly value: string | boolean | null;
  /** A quoted string asks for a phrase in text fields. */
  readonly quoted: boolean;
  readonly span: Span;
}

/** An unquoted word with at least one `*` that is not escaped. */
export interface KqlWildcard {
  readonly type: 'wildcard';
  /** The text between the stars: `a*b` is `['a', 'b']`, a lone `*` is `['', '']`. */
  readonly parts: readonly string[];
  readonly span: Span;
}

export type KqlTerm = KqlLiteral | KqlWildcard;

export type RangeOperator = 'lt' | 'lte' | 'gt' | 'gte';

interface NodeBase {
  readonly span: Span;
  /** The outermost parentheses around this node, where it has any. */
  readonly group?: Span;
}

/** `a and b and c`: at least two children, in order. */
export interface KqlAnd extends NodeBase {
  readonly type: 'and';
  readonly children: readonly KqlNode[];
}

/** `a or b or c`: at least two children, in order. */
export interface KqlOr extends NodeBase {
  readonly type: 'or';
  readonly children: readonly KqlNode[];
}

export interface KqlNot extends NodeBase {
  readonly type: 'not';
  readonly child: KqlNode;
}

/**
 * `field: value`. In a value list every value is a node of its own, whose span is the value's; the field's
 * span then lies before it. Without a field (free text) `field` is null.
 */
export interface KqlIs extends NodeBase {
  readonly type: 'is';
  readonly field: KqlTerm | null;
  readonly value: KqlTerm;
}

/** `field > value` and its kin. */
export interface KqlRange extends NodeBase {
  readonly type: 'range';
  readonly field: KqlTerm;
  readonly operator: RangeOperator;
  readonly value: KqlTerm;
}

/** `path:{ … }`: all of the child holds within one nested object. */
export interface KqlNested extends NodeBase {
  readonly type: 'nested';
  readonly path: KqlTerm;
  readonly child: KqlNode;
}

/** The empty query: every document. */
export interface KqlMatchAll extends NodeBase {
  readonly type: 'match_all';
}

export type KqlLeaf = KqlIs | KqlRange | KqlMatchAll;
export type KqlNode = KqlAnd | KqlOr | KqlNot | KqlNested | KqlLeaf;

/** Is this `*` alone? `**` is not: Kibana reads it as a pattern. */
export function isLoneStar(term: KqlTerm): boolean {
  return term.type === 'wildcard' && term.parts.length === 2 && term.parts[0] === '' && term.parts[1] === '';
}

/** The term as the query writer meant it, stars as `*`. */
export function termText(term: KqlTerm): string {
  return term.type === 'wildcard' ? term.parts.join('*') : String(term.value);
}
