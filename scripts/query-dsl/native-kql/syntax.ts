import type { KqlSyntaxError } from '../../kql';

/**
 * Why the native `kql` query may take a text that Kibana does not: a keyword where Kibana wants a field or a value (as in
 * `not not a`, `f: not a`, `cannot open`, `not(a)`, `a and `), or an escape that Kibana does not know; undefined when
 * both must refuse it.
 */
export function syntaxDifference(
  query: string,
  { offset }: KqlSyntaxError,
): 'keyword' | 'escape' | 'white-space' | undefined {
  const before = query.slice(0, offset);
  const behind = query.slice(offset);
  if (/(?:and|or|not)[\s(]*$/i.test(before) || /^[\s)]*(?:and|or|not)/i.test(behind)) return 'keyword';
  // A backslash does not keep the last quote from closing there.
  if (/^\\[ TRNU]/.test(behind) || /^"[^"]*\\"/.test(behind)) return 'escape';
  return /[\u00a0\u3000]/.test(query) ? 'white-space' : undefined;
}
