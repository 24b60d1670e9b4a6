import { BoxedNumber } from '../../base/java-number';
import { isJsonContainer, type JsonValue } from '../../base/json';
import type { FieldDefinition } from '../mapping/field-definition';
import { DEFAULT_DATE_FORMAT, dateFormat } from './date-format';
import { DateMathError, resolveMoment, type DateMathOptions } from './date-math';
import type { FieldValues } from './value-semantics';
import {
  BadQueryValue,
  Malformed,
  preview,
  scalarText,
  testing,
  type Bounds,
  type QueryClock,
} from './scalar';
import { isLongMoment, later, type Moment } from './moment';
import { parseTimeZone, utc } from './time-zone';

const epochMillis = dateFormat('epoch_millis');

/** Of the default format any number is read that a long can hold: one more than as text, where the sign is apart. */
function wholeMoment(raw: JsonValue): Moment | undefined {
  if (!(raw instanceof BoxedNumber)) return undefined;
  const value = raw.valueOf();
  return typeof value === 'bigint' && isLongMoment(value) ? value : undefined;
}

/** The date field; indexed as epoch milliseconds. */
export function dateValues(field: FieldDefinition): FieldValues {
  const format = field.parameters['format'];
  const formatName = typeof format === 'string' ? format : DEFAULT_DATE_FORMAT;
  const parse = dateFormat(formatName);
  const isDefault = formatName === DEFAULT_DATE_FORMAT;

  function resolve(value: JsonValue, clock: QueryClock, options: DateMathOptions): Moment {
    const text = preview(value);
    if (clock.now === undefined && text.startsWith('now')) {
      throw new BadQueryValue('"now" means nothing here: this query is compiled without a clock');
    }
    try {
      return resolveMoment(text, clock.now ?? 0, options);
    } catch (error) {
      if (!(error instanceof DateMathError)) throw error;
      throw new BadQueryValue(`failed to parse date field [${text}] with format [${formatName}]`);
    }
  }

  function range(bounds: Bounds, clock: QueryClock) {
    const zone = typeof bounds.timeZone === 'string' ? parseTimeZone(bounds.timeZone) : utc;
    if (zone === undefined)
      throw new BadQueryValue(`unknown time zone [${preview(bounds.timeZone ?? null)}]`);
    // One JSON number among the bounds makes both of them epoch milliseconds, unless the query names a format.
    const ends = [bounds.gt, bounds.gte, bounds.lt, bounds.lte];
    const own = ends.some((end) => typeof end === 'number' || end instanceof BoxedNumber)
      ? epochMillis
      : parse;
    const form = typeof bounds.format === 'string' ? dateFormat(bounds.format) : own;
    const bound = (value: JsonValue | undefined, roundUp: boolean, open: number): Moment =>
      value === undefined || value === null ? open : resolve(value, clock, { roundUp, format: form, zone });
    const [gte, gt] = [bound(bounds.gte, false, -Infinity), later(bound(bounds.gt, true, -Infinity), 1)];
    const [lte, lt] = [bound(bounds.lte, true, Infinity), later(bound(bounds.lt, false, Infinity), -1)];
    const [low, high] = [gt > gte ? gt : gte, lt < lte ? lt : lte];
    return testing((value) => (value as Moment) >= low && (value as Moment) <= high);
  }

  return {
    parse(raw) {
      if (raw === '') return new Malformed('cannot parse empty datetime');
      const text = typeof raw === 'boolean' || raw === null || isJsonContainer(raw) ? '' : scalarText(raw);
      const moment = parse(text, utc, false) ?? (isDefault ? wholeMoment(raw) : undefined);
      if (moment !== undefined) return moment;
      return new Malformed(`failed to parse date field [${preview(raw)}] with format [${formatName}]`);
    },
    term: (value, _caseInsensitive, clock) => range({ gte: value, lte: value }, clock),
    range,
  };
}
