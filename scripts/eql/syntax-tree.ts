/** A stretch of the query text: UTF-16 offsets, `end` exclusive. */
export interface EqlSpan {
  readonly start: number;
  readonly end: number;
}

interface Spanned {
  readonly span: EqlSpan;
}

/** A field by its full name; `?name` is optional: no index needs to map it, and as a join key it may be missing. */
export interface EqlField extends Spanned {
  readonly name: string;
  readonly optional: boolean;
}

export type EqlValue = string | number | boolean | null;

export interface EqlLiteral extends Spanned {
  readonly value: EqlValue;
}

export type EqlComparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** `and` and `or` with at least two children, in order; `group` is the outermost parentheses around the node. */
export interface EqlLogical extends Spanned {
  readonly type: 'and' | 'or';
  readonly children: readonly EqlCondition[];
  readonly group?: EqlSpan;
}

export interface EqlNot extends Spanned {
  readonly type: 'not';
  readonly child: EqlCondition;
  readonly group?: EqlSpan;
}

/** `field == value`, `length(field) > 3`; null stands only behind `==` and `!=`. */
export interface EqlCompare extends Spanned {
  readonly type: 'compare';
  readonly field: EqlField;
  /** The length of the field's text is compared, not the text. */
  readonly ofLength: boolean;
  readonly operator: EqlComparison;
  readonly value: EqlLiteral;
  readonly group?: EqlSpan;
}

export type EqlMatchOperator = ':' | 'in' | 'in~' | 'like' | 'like~' | 'regex' | 'regex~';

/** `field in (…)`, `field : "x*"`: any of the values; `not in` stands as a {@link EqlNot} around it. */
export interface EqlMatch extends Spanned {
  readonly type: 'match';
  readonly field: EqlField;
  readonly operator: EqlMatchOperator;
  readonly values: readonly EqlLiteral[];
  readonly group?: EqlSpan;
}

export type EqlFunction = 'wildcard' | 'startsWith' | 'endsWith' | 'stringContains' | 'cidrMatch';

/** `startsWith~(field, "x")`: any of the values. */
export interface EqlCall extends Spanned {
  readonly type: 'call';
  readonly function: EqlFunction;
  /** Written with `~`. */
  readonly insensitive: boolean;
  readonly field: EqlField;
  readonly values: readonly EqlLiteral[];
  readonly group?: EqlSpan;
}

/** A boolean field by itself. */
export interface EqlTruth extends Spanned {
  readonly type: 'field';
  readonly field: EqlField;
  readonly group?: EqlSpan;
}

/** `where true`. */
export interface EqlConstant extends Spanned {
  readonly type: 'constant';
  readonly value: boolean;
  readonly group?: EqlSpan;
}

export type EqlLeaf = EqlCompare | EqlMatch | EqlCall | EqlTruth | EqlConstant;
export type EqlCondition = EqlLogical | EqlNot | EqlLeaf;

/** `category where condition`. */
export interface EqlEvent extends Spanned {
  /** undefined: `any`. */
  readonly category: EqlLiteral | undefined;
  readonly condition: EqlCondition;
}

/** One item of a sequence: `[event] by keys with runs=N`. */
export interface EqlTerm extends Spanned {
  readonly event: EqlEvent;
  /** Its own join keys, behind those of `sequence by`. */
  readonly by: readonly EqlField[];
  /** How often in a row; 1 where nothing is said. */
  readonly runs: number;
  readonly runsSpan?: EqlSpan;
}

export interface EqlSequence extends Spanned {
  readonly type: 'sequence';
  readonly by: readonly EqlField[];
  /** Milliseconds. */
  readonly maxspan: number | undefined;
  readonly maxspanSpan?: EqlSpan;
  readonly terms: readonly EqlTerm[];
  readonly until: EqlTerm | undefined;
}

export interface EqlEventQuery extends Spanned {
  readonly type: 'event';
  readonly event: EqlEvent;
}

export type EqlQuery = EqlEventQuery | EqlSequence;
