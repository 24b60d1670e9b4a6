import { compilePainless } from '.';

/** What Elasticsearch 9.4.3 runs, and this interpreter refuses by name when it loads a script. */
const UNSUPPORTED: readonly (readonly [source: string, what: string])[] = [
  ["ctx.s === 'str'", 'the identity of objects (===)'],
  ['ctx.r = [1]===[1]', 'the identity of objects (===)'],
  ["String.format('%d-%s', new def[]{1,'a'})", 'the static method [java.lang.String, format/2]'],
  ['Math.toDegrees(3)', 'the static method [java.lang.Math, toDegrees/1]'],
  ['Collections.unmodifiableList([1])', 'the static method [java.util.Collections, unmodifiableList/1]'],
  ['ctx.s.foo()', 'the method foo/0'],
  ['ctx?.zz?.foo()', 'the method foo/0'],
  ['ctx.s.isBlank()', 'the method isBlank/0'],
  ['ctx.s.strip()', 'the method strip/0'],
  ["ctx.s.matches('x')", 'the method matches/1'],
  ['ctx.m.getClass() == null', 'the method getClass/0'],
  ['ctx.l.stream().map(x -> x).toList()', 'the method toList/0'],
  ["ZonedDateTime.of(2024,5,1,10,20,30,0,ZoneId.of('Z'))", 'the method of/8'],
  ['ZonedDateTime.parse(ctx.ts).toLocalDate()', 'the method [java.time.ZonedDateTime, toLocalDate/0]'],
  ['ZonedDateTime.parse(ctx.ts).toLocalTime()', 'the method [java.time.ZonedDateTime, toLocalTime/0]'],
  [
    'ZonedDateTime.parse(ctx.ts).toLocalDateTime()',
    'the method [java.time.ZonedDateTime, toLocalDateTime/0]',
  ],
  ["LocalDate.parse('2024-05-01')", 'the class LocalDate'],
  ["LocalTime.parse('10:00')", 'the class LocalTime'],
  ['DateTimeFormatter.ISO_DATE_TIME', 'the constant [java.time.format.DateTimeFormatter, ISO_DATE_TIME]'],
  ["metadata().index = 'x'", 'the call [metadata] with [0] arguments'],
  ["field('n').set(3)", 'the call [field] with [1] arguments'],
  ['new TreeMap((a, b) -> 0)', 'a TreeMap with a comparator'],
  ['ctx = null', 'an assignment to ctx itself'],
  ['int[][] a = new int[2][2]; ctx.r = a[0][0]', 'an array of arrays'],
];

describe('what is not supported is refused by name', () => {
  test.each(UNSUPPORTED)('%s', (source, what) => {
    const script = /[;=]/.test(source.replace('===', '').replace('==', '')) ? source : `ctx.r = ${source};`;
    expect(() => compilePainless(script, { kind: 'script' })).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ code: 'PAINLESS_UNSUPPORTED', found: what }) as unknown],
      }) as Error,
    );
  });
});
