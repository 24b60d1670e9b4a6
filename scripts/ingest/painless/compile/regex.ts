import { compileJavaRegex } from '../../../base/compile-java-regex';
import { ContentError } from '../../../base/errors';
import { matcherOf } from '../api/regexes';
import { JavaPattern } from '../runtime/java-pattern';
import type { Value } from '../runtime/values';
import type { BinaryExpression, RegexExpression } from '../syntax/ast';
import type { CompileContext, Compiled } from './context';
import { convert } from './convert';
import type { Scope } from './scope';

/** `/pattern/flags`, compiled once. */
export function compileRegex(context: CompileContext, expression: RegexExpression): Compiled {
  const pattern = new JavaPattern(compilePattern(context, expression));
  return { type: 'Pattern', code: context.code.name(pattern) };
}

function compilePattern(context: CompileContext, expression: RegexExpression): JavaPattern['regex'] {
  const { pattern, flags, at } = expression;
  const unknown = flags.split('').find((flag) => !'ismux'.includes(flag));
  if (unknown !== undefined) throw context.unsupported(at, `the regular expression flag ${unknown}`);
  try {
    return compileJavaRegex(pattern, flags);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const [problem] = error.problems;
    if (problem?.code === 'REGEX_UNSUPPORTED') throw context.unsupported(at, problem.message);
    throw context.error(at, `invalid regular expression: ${problem?.message ?? pattern}`);
  }
}

/** `text =~ /find/` and `text ==~ /match/`. */
export function compileFind(context: CompileContext, expression: BinaryExpression, scope: Scope): Compiled {
  const left = context.compile(expression.left, scope);
  if (left.type === 'null')
    throw context.error(expression.at, 'Cannot cast from [java.lang.Object] to [java.lang.String].');
  // Cast as a whole: the parts of `a ? b : c` and `a ?: b` keep their types.
  const whole: Compiled = { type: left.type, code: left.code };
  const text = convert(context, whole, 'String', expression.at);
  const pattern = context.compile(expression.right, scope);
  if (pattern.type !== 'Pattern')
    throw context.error(expression.at, `Cannot cast from [${pattern.type}] to [Pattern].`);
  const test = expression.operator === '=~' ? finds : matches;
  return {
    type: 'boolean',
    code: context.code.call(test, text.code, pattern.code),
  };
}

function finds(text: Value, pattern: Value): boolean {
  if (!(pattern instanceof JavaPattern)) return false;
  return typeof text === 'string' ? pattern.regex.test(text) : matcherOf(pattern, null).find();
}

function matches(text: Value, pattern: Value): boolean {
  if (!(pattern instanceof JavaPattern)) return false;
  return typeof text === 'string' ? pattern.regex.matches(text) : matcherOf(pattern, null).find();
}
