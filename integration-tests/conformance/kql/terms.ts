import fc from 'fast-check';
import { apply } from './draft';
import type { Draft } from './draft';
import { textOf } from './values';
import type { ValueKind } from './values';

/** A field as queries name it, with the kind of value that fits it in most mappings. */
export type Field = readonly [name: string, kind: ValueKind];

/** Mostly text of the field in some document; else of the kind, sometimes of another. */
export function queryText([name, kind]: Field): fc.Arbitrary<Draft> {
  const other = fc.constantFrom<ValueKind>('keyword', 'text', 'long', 'date', 'boolean', 'ip').chain(textOf);
  const held = fc.tuple(fc.nat({ max: 100 }), textOf(kind)).map(
    ([choice, text]): Draft =>
      (documents) =>
        documents.pick(name, choice) ?? text,
  );
  return fc.oneof(
    { weight: 12, arbitrary: textOf(kind) },
    { weight: 72, arbitrary: held },
    { weight: 1, arbitrary: other },
  );
}

const SPACES: Readonly<Record<string, string>> = {
  '\t': String.raw`\t`,
  '\r': String.raw`\r`,
  '\n': String.raw`\n`,
};

/** The text as an unquoted term that means it, but for outer spaces, which only quotes can keep. */
export function unquoted(text: string): string {
  const escaped = text
    .replace(/[\\():<>"*{}]/g, String.raw`\$&`)
    .replace(/[\t\r\n]/g, (space) => SPACES[space] ?? '')
    .replace(/\b(?:and|or|not)\b/gi, (word) => (/^n/i.test(word) ? unicode(word) : `\\${word}`))
    .replace(/not(?= )/gi, unicode);
  return escaped.trim() === '' ? '""' : escaped;
}

/** The first character as `\uXXXX`. */
function unicode(text: string): string {
  return `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}${text.slice(1)}`;
}

export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, String.raw`\$&`)}"`;
}

/** The text with a star in the place of some of it. */
function starred(text: string, from: number, length: number, more: boolean): string {
  const at = text === '' ? 0 : from % (text.length + 1);
  const [head, tail] = [text.slice(0, at), text.slice(at + length)];
  const term = (part: string): string => (part.trim() === '' ? '' : unquoted(part));
  return `${term(head)}*${term(tail)}${more ? '*' : ''}`;
}

function pattern(text: fc.Arbitrary<Draft>): fc.Arbitrary<Draft> {
  return fc
    .tuple(text, fc.nat({ max: 8 }), fc.nat({ max: 3 }), fc.constantFrom(false, false, false, true))
    .map(([all, from, length, more]) => apply(all, (whole) => starred(whole, from, length, more)));
}

/** Written as it stands: what it means is up to the reader. */
const raw = fc.constantFrom(
  ...[
    'a and',
    'or a',
    'not',
    'a not',
    'cannot open',
    String.raw`\not a`,
    String.raw`a\ b`,
    'foo\u00a0bar',
    'a\u3000b',
  ],
  ...[
    String.raw`"c:\users\a"`,
    String.raw`"a\*b"`,
    String.raw`"C:\Temp\x"`,
    String.raw`\ud83d\ude00`,
    String.raw`"\u00e4"`,
  ],
  ...[
    String.raw`a\*b*`,
    String.raw`a\?b`,
    'a?b*',
    String.raw`x\:y*`,
    '**',
    '*a*b*',
    'null',
    'true',
    'false',
    'TRUE',
    '"true"',
  ],
  ...[
    String.raw`"a\\"`,
    String.raw`\u0061`,
    '"*"',
    '"a*"',
    'foo  bar',
    'foo b*',
    'hello wor* *own',
    '* *',
    '/a*/',
    '~a',
    '+a* -b',
  ],
  ...[
    'a* && b',
    '!a*',
    '[a TO b]*',
    'a^2*',
    'a* AND',
    String.raw`a* \AND b`,
    '日*',
    '*\u3000a',
    String.raw`\T`,
    '""',
    '" "',
  ],
);

/** A value of a field as it stands behind the colon. */
export function valueTerm(field: Field): fc.Arbitrary<Draft> {
  const [, kind] = field;
  const takesPatterns = kind === 'keyword' || kind === 'text';
  const text = queryText(field);
  return fc.oneof(
    { weight: 32, arbitrary: text.map((one) => apply(one, unquoted)) },
    { weight: 20, arbitrary: text.map((one) => apply(one, quoted)) },
    { weight: takesPatterns ? 24 : 1, arbitrary: pattern(text) },
    { weight: 10, arbitrary: fc.constant('*') },
    { weight: takesPatterns ? 4 : 1, arbitrary: raw },
  );
}

/** A value of a field as it stands behind `<` and its kin. */
export function boundTerm(field: Field): fc.Arbitrary<Draft> {
  const text = queryText(field);
  return fc.oneof(
    { weight: 50, arbitrary: text.map((one) => apply(one, unquoted)) },
    { weight: 25, arbitrary: text.map((one) => apply(one, quoted)) },
    { weight: 1, arbitrary: fc.constantFrom('1*', '*', 'null', 'true', 'a and', '""') },
  );
}
