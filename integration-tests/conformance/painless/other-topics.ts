import type { Parts, Productions } from './grammar';
import { either, text, words } from './text';

const CLASSES = words(
  ...[
    'String',
    'Integer',
    'int',
    'Long',
    'Double',
    'Number',
    'List',
    'ArrayList',
    'Map',
    'HashMap',
    'Boolean',
  ],
  ...[
    'Collection',
    'Set',
    'Object',
    'def',
    'Character',
    'Float',
    'Comparable',
    'CharSequence',
    'ZonedDateTime',
  ],
);

/** Comparisons, logic, null, and calls whose receiver is known at run time only. */
export function dynamic({ of, any }: Parts): Productions {
  const receiver = either(
    of('def'),
    words('ctx.s', 'ctx.l', 'ctx.m', 'ctx.i', 'ctx.ls', 'ctx.d', 'ctx.missing'),
  );
  const dot = words('.', '?.');
  return {
    boolean: [
      text`(${of('boolean')} ${words('&&', '||', '^', '==', '!=', '&', '|')} ${of('boolean')})`,
      text`(!${of('boolean')})`,
      text`(${any} ${words('==', '!=', '===', '!==')} ${any})`,
      text`(${of('def')} ${words('==', '!=')} ${either(words('null'), any)})`,
      text`(${either(of('def'), any)} instanceof ${CLASSES})`,
      text`Objects.equals(${any}, ${any})`,
      text`(${of('boolean')} ? ${of('boolean')} : ${of('boolean')})`,
      text`${receiver}${dot}${words('isEmpty()', "contains('a')", 'contains(1)', "equals('a')", "containsKey('k')", "startsWith('H')")}`,
    ],
    def: [
      text`(${of('def')} ?: ${any})`,
      text`(${of('boolean')} ? (def) ${any} : (def) ${any})`,
      text`${receiver}${dot}${words('length()', 'size()', 'toString()', 'trim()', 'toLowerCase()', 'keySet()', 'values()', 'sum()', 'intValue()')}`,
      text`${receiver}${dot}${words('get', 'indexOf', 'charAt', 'substring', 'remove', 'add', 'compareTo', 'equals', 'concat', 'join', 'containsKey')}(${any})`,
      text`${receiver}${dot}${words('put', 'getOrDefault', 'replace', 'substring', 'subList', 'set', 'add')}(${any}, ${any})`,
      text`${receiver}${words('.length', '.size', '.0', '.k', '.empty', '[0]', "['k']", '[-1]', '.o.p[0]', '?.k?.x')}`,
      text`${receiver}[${any}]`,
      text`(${receiver}.stream().${words('count()', 'findFirst().orElse(0)')})`,
      text`Objects.${words('toString', 'isNull')}(${any})`,
      text`((def) ${any})`,
    ],
    String: [text`(${receiver}${dot}toString() + ${any})`],
    int: [text`(int) ctx.${words('s', 'i', 'd', 'm', 'l', 'b')}${dot}hashCode()`],
    Map: [text`['a': ${receiver}, 'b': ${of('def')}]`],
  };
}

const TIME_UNITS = words('Years', 'Months', 'Weeks', 'Days', 'Hours', 'Minutes', 'Seconds');
const CHRONO_UNITS = words('DAYS', 'HOURS', 'MINUTES', 'SECONDS', 'MILLIS', 'WEEKS', 'MONTHS', 'YEARS');

/** ZonedDateTime, Instant, Duration and their units. */
export function times({ of }: Parts): Productions {
  const time = of('ZonedDateTime');
  const other = of('ZonedDateTime');
  const instant = of('Instant');
  const count = words('1', '0', '-1', '12', '31', '366L', '1000');
  return {
    ZonedDateTime: [
      text`${time}.${words('plus', 'minus')}${TIME_UNITS}(${count})`,
      text`${time}.with${words('DayOfMonth(1)', 'Month(2)', 'Year(2023)', 'Hour(0)', 'Minute(59)', 'DayOfMonth(31)', 'Second(60)')}`,
      text`${time}.truncatedTo(ChronoUnit.${CHRONO_UNITS})`,
      text`${time}.withZoneSame${words('Instant', 'Local')}(ZoneId.of(${words("'Z'", "'UTC'", "'America/New_York'", "'+05:30'", "'Asia/Tokyo'", "'Mars'")}))`,
      text`${instant}.atZone(ZoneId.of(${words("'Z'", "'Europe/Berlin'", "'UTC'")}))`,
      text`ZonedDateTime.parse(${of('String')})`,
    ],
    Instant: [
      text`${time}.toInstant()`,
      text`${instant}.${words('plus', 'minus')}${words('Seconds', 'Millis')}(${count})`,
      text`Instant.ofEpochMilli(${words('1L', '-1L', '1714558830123L', 'ctx.big')})`,
    ],
    int: [
      text`${time}.get${words('Year', 'MonthValue', 'DayOfMonth', 'Hour', 'Minute', 'Second', 'Nano', 'DayOfYear')}()`,
      text`${time}.compareTo(${other})`,
      text`${time}.getDayOfWeek().getValue()`,
      text`${instant}.compareTo(${instant})`,
    ],
    long: [
      text`${time}.toInstant().toEpochMilli()`,
      text`${instant}.toEpochMilli()`,
      text`${time}.toEpochSecond()`,
      text`ChronoUnit.${CHRONO_UNITS}.between(${time}, ${other})`,
      text`Duration.between(${time}, ${other}).${words('toMillis', 'getSeconds', 'toMinutes', 'toHours', 'toDays')}()`,
    ],
    boolean: [text`${time}.${words('isAfter', 'isBefore', 'isEqual', 'equals')}(${other})`],
    String: [
      text`${either(time, instant)}.toString()`,
      text`${time}.format(DateTimeFormatter.${words('ISO_INSTANT', 'ISO_LOCAL_DATE', 'ISO_OFFSET_DATE_TIME', "ofPattern('yyyy-MM-dd HH:mm')", "ofPattern('dd/MM/yy')")})`,
      text`${time}.get${words('DayOfWeek', 'Month')}().${words('toString', 'name')}()`,
      text`Duration.between(${time}, ${other}).toString()`,
    ],
    def: [text`${time}.${words('dayOfWeek', 'year', 'getOffset()', 'month', 'hour')}`],
  };
}
