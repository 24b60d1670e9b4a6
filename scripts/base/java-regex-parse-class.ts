import type { CharSet } from './java-regex-charset';
import {
  EMPTY_SET,
  charSet,
  codePoint,
  complement,
  intersect,
  singleChar,
  union,
} from './java-regex-charset';
import type { RegexScanner } from './java-regex-scanner';

/**
 * Reads a character class; the cursor stands behind its `[`. Unions (`[a[bc]]`), intersections
 * (`[a-z&&[^b]]`) and negation are those of java.util.regex since Java 9: `^` negates all of the class.
 */
export function parseClass(scanner: RegexScanner): CharSet {
  const negated = scanner.take('^');
  let result: CharSet | undefined;
  let operand: CharSet = EMPTY_SET;
  let isFirst = true;
  for (;;) {
    if (scanner.done) throw scanner.syntaxError('a character class is not closed');
    if (!isFirst && scanner.take(']')) break;
    if (scanner.take('&&')) {
      while (scanner.take('&&'));
      result = result === undefined ? operand : intersect(result, operand);
      operand = EMPTY_SET;
      if (scanner.looksAt(']')) throw scanner.unsupported('an empty operand of &&');
    } else {
      operand = union(operand, parseMember(scanner));
    }
    isFirst = false;
  }
  const set = result === undefined ? operand : intersect(result, operand);
  return negated ? complement(set) : set;
}

function parseMember(scanner: RegexScanner): CharSet {
  if (scanner.flags.x && scanner.takeMatch(/\s+/y) !== null) return EMPTY_SET;
  if (scanner.take('[')) return parseClass(scanner);
  const quoted = scanner.takeMatch(/\\Q([\s\S]*?)(?:\\E|$)/y);
  if (quoted !== null) {
    return scanner.folded(union(...Array.from(quoted[1] ?? '', (char) => singleChar(codePoint(char)))));
  }
  if (scanner.looksAt('\\')) {
    scanner.position++;
    const predefined = scanner.escapeClass();
    if (predefined !== undefined) return predefined;
    return parseRange(scanner, scanner.escapeChar());
  }
  return parseRange(scanner, codePoint(scanner.next()));
}

function parseRange(scanner: RegexScanner, low: number): CharSet {
  const isRange =
    scanner.looksAt('-') && !scanner.looksAt('-]') && !scanner.looksAt('-[') && !scanner.looksAt('-&&');
  if (!isRange) return scanner.folded(singleChar(low));
  scanner.position++;
  const high = scanner.take('\\') ? scanner.escapeChar() : codePoint(scanner.next());
  if (high < low) throw scanner.syntaxError('a range in a character class runs backwards');
  return scanner.folded(charSet([[low, high]]));
}
