import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import type { Variant } from './step';
import { flag, processor, variants } from './step';

const dissect = processor(
  'dissect',
  fc.oneof(
    variants(
      [{ pattern: '%{a} %{b}' }, 'x y', 'x  y', ' x y', 'x y z', 'x'],
      [{ pattern: '%{a->} %{b}' }, 'x    y', 'x y'],
      [{ pattern: '[%{a}] %{o.x}: %{c}' }, '[1] k: v', '[1] k:v', 'x[1] k: v'],
      [{ pattern: '%{c} %{b} %{a} %{l.0} %{o.x}' }, '1 2 3 4 5'],
      [{ pattern: '%{+a} %{+a}' }, 'x y', 'x  y'],
      [{ pattern: '%{+a/2} %{+a/1} %{b}', append_separator: '-' }, 'x y z'],
      [{ pattern: '%{a} %{+a} %{+a}', append_separator: ',' }, 'x y z'],
      [{ pattern: '%{*k}=%{&k}' }, 'a=1', '=1', 'a=', 'o.x=1'],
      [{ pattern: '%{*k}=%{&k},%{*m}=%{&m}' }, 'a=1,b=2', 'a=1,a=2'],
      [{ pattern: '%{?s}:%{a}' }, 'x:y', ':y'],
      [{ pattern: '%{}:%{a}:%{}' }, 'x:y:z', '::'],
      [{ pattern: '%{?s->} %{a}' }, 'x   y'],
      [{ pattern: '%{a}, %{b->}-%{c}' }, '1, 2---3', '1, 2-3'],
      [{ pattern: '%{a}%{b}' }, 'xy'],
      [{ pattern: '%{a} %{a}' }, 'x y'],
      [{ pattern: '(%{a}) %{b->} (%{c->})' }, '(1) 2   (3)', '(1) 2 (3)))'],
      [{ pattern: '%{a}\n%{b}' }, 'x\ny'],
      [{ pattern: '%{ä} · %{b}' }, '1 · 2'],
      [{ pattern: '%{&k} %{*k}' }, 'x y'],
    ),
    randomDissect(),
  ),
  { append_separator: fc.constantFrom('', '+', ', '), ignore_missing: flag },
);

/** Keys with modifiers and delimiters in any order, and texts made of what stands in them. */
function randomDissect(): fc.Arbitrary<Variant> {
  const name = fc.constantFrom('a', 'b', 'c', 'd');
  const padding = fc.constantFrom('', '', '->');
  const ordered = fc.tuple(
    fc.constantFrom('%{+', '%{+', '%{'),
    name,
    fc.constantFrom('', '/1', '/2'),
    padding,
  );
  const modified = fc.oneof(
    ordered.map(([open, ...rest]) => `${open}${open === '%{' ? rest[0] + rest[2] : rest.join('')}}`),
    fc
      .tuple(fc.constantFrom('?', ''), fc.constantFrom('s', 'a'), padding)
      .map((parts) => `%{${parts.join('')}}`),
    fc.constantFrom('%{}', '%{->}', '%{*k} %{&k}', '%{&k}:%{*k->}', '%{*m->} %{&m}'),
  );
  const delimiter = fc.constantFrom(' ', ' - ', '=', ':', ',', '');
  const part = fc.tuple(delimiter, modified);
  const word = fc.constantFrom('x', 'yy', 'a', '', ' ', '=');
  return fc
    .tuple(
      fc.array(part, { minLength: 1, maxLength: 4 }),
      delimiter,
      fc.array(word, { minLength: 4, maxLength: 4 }),
    )
    .map(([parts, end, words]) => ({
      options: { pattern: parts.flat().join('') + end },
      likes: [parts.map(([before], index) => before + (words[index] ?? '')).join('') + end],
    }));
}

const LIBRARY: readonly (readonly [options: JsonObject, ...texts: JsonValue[]])[] = [
  [{ patterns: ['%{WORD:a} %{WORD:o.x} %{WORD:b}'] }, 'k l m', 'k l'],
  [{ patterns: ['%{WORD:a}'] }, 'abc', ' -ab- ', '', 'ä b'],
  [{ patterns: ['^%{NOTSPACE:a} %{GREEDYDATA:b}$'] }, 'x y z', 'x', 'x y\nz'],
  [{ patterns: ['%{INT:a:int}'] }, 'x-5y', '99999999999', '007'],
  [{ patterns: ['%{NUMBER:a} %{BASE10NUM:b}'] }, '1.5 -2', '.5 +7', 'x1 2y'],
  [{ patterns: ['%{IP:a}'] }, 'from 192.0.2.1:80', '2001:db8::1', '300.1.2.3', '::ffff:192.0.2.1'],
  [{ patterns: ['%{IPORHOST:a}:%{POSINT:b:int}'] }, 'www.contoso.com:443', '192.0.2.1:80', 'x:0'],
  [{ patterns: ['%{DATA:a}=%{QUOTEDSTRING:b}'] }, 'k="v w"', "k='v'", 'k=v'],
  [{ patterns: ['%{UUID:a}'] }, 'id 123e4567-e89b-12d3-a456-426614174000.', '123e4567'],
  [{ patterns: ['%{EMAILADDRESS:a}'] }, 'to: user.name+x@mail.contoso.com!', '@x'],
  [{ patterns: ['%{PATH:a}'] }, '/var/log/x.log', 'C:\\Windows\\x.exe'],
  [{ patterns: ['%{URI:a}'] }, 'see https://user@www.contoso.com:8/p?q=1#f', 'x'],
  [{ patterns: ['%{TIMESTAMP_ISO8601:a}'] }, '2026-01-02T03:04:05.123Z', '2026-01-02 03:04:05+02:00'],
  [{ patterns: ['%{SYSLOGTIMESTAMP:a} %{IPORHOST:b}'] }, 'Jan  2 03:04:05 host1'],
  [{ patterns: ['%{LOGLEVEL:a}'] }, '[ERROR] x', 'warn'],
  [{ patterns: ['%{MAC:a}'] }, '00:1A:2b:3c:4d:5e', '00-1A-2B-3C-4D-5E', '001A.2B3C.4D5E'],
  [{ patterns: ['%{HOSTNAME:a}'] }, 'a-b.contoso.com.', '-x'],
  [{ patterns: ['%{MONTH:a} %{MONTHDAY:b} %{YEAR:c}'] }, 'January 31 2026', 'Jan 2 26'],
  [{ patterns: ['%{DAY:a} %{TIME:b}'] }, 'Mon 03:04:05', 'Sunday 23:59:60.5'],
  [{ patterns: ['%{USER:a}/%{BASE16NUM:b}'] }, 'me.x/0xFF', '-/1'],
  [{ patterns: ['(?<a>[a-c]+)(?<b>\\d)?'] }, 'xabc1', 'abd'],
  [{ patterns: ['%{WORD:a} %{WORD:a}'] }, 'x y'],
  [{ patterns: ['%{WORD:o.x}|%{INT:c}'] }, '5', '-5'],
  [{ patterns: ['%{WORD}=%{WORD:[o][x]}'] }, 'k=v'],
  [{ patterns: ['%{WORD:a:boolean}'] }, 'true', 'TRUE', 'x'],
  [{ patterns: ['%{WORD:a:text}'] }, 'x'],
  [{ patterns: ['%{NUMBER:out:float} ?%{NOTSPACE:out2:double}?'] }, '1.5 2.5', '1.1 x'],
  [{ patterns: ['a.c'] }, 'abc', 'a\nc'],
  [{ patterns: ['^%{INT:a}$', '^%{WORD:b}$'] }, '5', 'x', 'x y'],
  [{ patterns: ['%{CODE:a}'], pattern_definitions: { CODE: '[A-Z]{2}\\d+' } }, 'x AB12 y', 'ab12'],
  [{ patterns: ['%{PAIR}'], pattern_definitions: { PAIR: '%{KEY:a}=%{INT:b}', KEY: '\\w+' } }, 'k=5', 'k='],
  [{ patterns: ['%{WORD:a}'], pattern_definitions: { WORD: 'z+' } }, 'azzb', 'x'],
  [{ patterns: ['(?i)error: (?<a>.*)'] }, 'ERROR: x'],
  [{ patterns: ['\\[%{DATA:a}\\] (?:%{WORD:b})?'] }, '[x] y', '[] '],
  [{ patterns: ['%{SPACE}%{GREEDYDATA:a}'] }, '  x', ''],
];

const grok = processor('grok', variants(...LIBRARY), {
  trace_match: flag,
  ignore_missing: flag,
  ecs_compatibility: fc.constantFrom('disabled', 'v1'),
});

/** Processors that find fields by patterns of the pipeline. */
export const PATTERNS = { dissect, grok };
