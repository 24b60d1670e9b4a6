import { compileJavaRegex } from '../../../base/compile-java-regex';
import { ContentError } from '../../../base/errors';
import { matcherOf } from '../api/regexes';
import { JavaPattern } from '../runtime/java-pattern';
import type { BinaryExpression, RegexExpression } from '../syntax/ast';
import type { CompileContext, Compiled } from './context';
import { convert } from './convert';
import type { Scope } from './scope';

/** `/pattern/flags`, compiled once. */
export function compileRegex(context: CompileContext, expression: RegexExpression): Compiled {
  const pattern = new JavaPattern(compilePattern(context, expression));
  return { type: 'Pattern', run: () => pattern };
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
  const whole: Compiled = { type: left.type, run: left.run };
  const text = convert(context, whole, 'String', expression.at);
  const pattern = context.compile(expression.right, scope);
  if (pattern.type !== 'Pattern')
    throw context.error(expression.at, `Cannot cast from [${pattern.type}] to [Pattern].`);
  const isFind = expression.operator === '=~';
  return {
    type: 'boolean',
    run: (frame) => {
      const input = text.run(frame);
      const regex = pattern.run(frame);
      if (!(regex instanceof JavaPattern)) return false;
      if (typeof input !== 'string') return matcherOf(regex, null).find();
      return isFind ? regex.regex.test(input) : regex.regex.matches(input);
    },
  };
}
