import type { Matcher, RE2JS } from 're2js';
import type { RegexMatch } from './java-regex';
import type { ParsedRegex, RegexNode } from './java-regex-ast';
import type { InputEnd } from './java-regex-emit';
import { TERMINATOR_GROUP, emitRe2 } from './java-regex-emit';
import type { RegexSearch, WholeMatch } from './java-regex-native';
import { namedGroups } from './java-regex-native';
import { re2js } from './re2js';

const ENDS_WITH_TERMINATOR = /[\n\r\u0085\u2028\u2029]$/;

/** Runs the pattern on RE2; throws what re2js throws when the pattern is too large for it. */
export function searchWithRe2(regex: ParsedRegex): RegexSearch {
  const plain = compileVariant(regex, 'text');
  const variantFor = hasFinalEnd(regex.root) ? variantByEnd(regex, plain) : () => plain;
  return {
    find: (input, from) => findWith(variantFor(input), regex, input, from),
    test: (input) => variantFor(input).re2.test(input),
  };
}

/** Whether every `$` stands where the pattern ends, so that nothing has to match behind it. */
export function finalEndIsLast(node: RegexNode, isLast = true): boolean {
  switch (node.kind) {
    case 'assertion':
      return isLast || node.what !== 'finalEnd';
    case 'sequence':
      return node.items.every((item, index) =>
        finalEndIsLast(item, isLast && index === node.items.length - 1),
      );
    case 'either':
      return node.branches.every((branch) => finalEndIsLast(branch, isLast));
    case 'group':
      return finalEndIsLast(node.body, isLast);
    case 'repeat':
      return finalEndIsLast(node.body, isLast && node.max <= 1);
    case 'set':
    case 'look':
      return true;
  }
}

export function matchWholeWithRe2(regex: ParsedRegex): WholeMatch {
  const variant = compileVariant(regex, 'text');
  return {
    matches: (input) => variant.re2.matches(input),
    matchWhole: (input) => {
      const matcher = variant.re2.matcher(input);
      return matcher.matches() ? readMatch(matcher, variant, regex, input) : null;
    },
  };
}

interface Variant {
  readonly re2: RE2JS;
  readonly groups: readonly number[];
}

function variantByEnd(regex: ParsedRegex, plain: Variant): (input: string) => Variant {
  const crlf = compileVariant(regex, 'crlf');
  const terminator = compileVariant(regex, 'terminator');
  return (input) => {
    if (!ENDS_WITH_TERMINATOR.test(input)) return plain;
    return input.endsWith('\r\n') ? crlf : terminator;
  };
}

function compileVariant(regex: ParsedRegex, inputEnd: InputEnd): Variant {
  const { source, groups } = emitRe2(regex, inputEnd);
  return { re2: re2js().RE2JS.compile(source), groups };
}

function hasFinalEnd(node: RegexNode): boolean {
  return !finalEndIsLast(node, false);
}

function findWith(variant: Variant, regex: ParsedRegex, input: string, from: number): RegexMatch | null {
  const matcher = variant.re2.matcher(input);
  return matcher.find(from) ? readMatch(matcher, variant, regex, input) : null;
}

function readMatch(matcher: Matcher, variant: Variant, regex: ParsedRegex, input: string): RegexMatch {
  let end = matcher.end();
  variant.groups.forEach((group, index) => {
    if (group === TERMINATOR_GROUP && matcher.start(index + 1) >= 0) end = matcher.start(index + 1);
  });
  const groups: (string | undefined)[] = [input.slice(matcher.start(), end)];
  variant.groups.forEach((group, index) => {
    if (group === TERMINATOR_GROUP) return;
    const start = matcher.start(index + 1);
    groups[group] = start < 0 ? undefined : input.slice(start, Math.min(matcher.end(index + 1), end));
  });
  return { start: matcher.start(), end, groups, named: namedGroups(groups, regex.names) };
}
