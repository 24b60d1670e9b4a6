export { parseKql } from './parse';
export { findUnparenthesisedMix, leavesOf } from './precedence';
export { KqlSyntaxError } from './syntax-error';
export { isLoneStar, termText } from './syntax-tree';
export type {
  KqlAnd,
  KqlIs,
  KqlLeaf,
  KqlLiteral,
  KqlMatchAll,
  KqlNested,
  KqlNode,
  KqlNot,
  KqlOr,
  KqlRange,
  KqlTerm,
  KqlWildcard,
  RangeOperator,
  Span,
} from './syntax-tree';
export { quoteKqlValue } from './quote';
