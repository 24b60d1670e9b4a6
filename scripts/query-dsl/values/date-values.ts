import { BoxedNumber } from '../../base/java-number';
import { isJsonContainer, type JsonValue } from '../../base/json';
import type { FieldDefinition } from '../mapping/field-definition';
import { DEFAULT_DATE_FORMAT, dateFormat } from './date-format';
import { DateMathError, resolveDateMath, type DateMathOptions } from './date-math';
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
import { parseTimeZone, utc } from './time-zone';

const epochMillis = dateFormat('epoch_millis');

/** The date field; indexed as epoch milliseconds. */
export function dateValues(field: FieldDefinition): FieldValues {
  const format = field.parameters['format'];
  const formatName = typeof format === 'string' ? format : DEFAULT_DATE_FORMAT;
  const parse = dateFormat(formatName);

  function resolve(value: JsonValue, clock: QueryClock, options: DateMathOptions): number {
    const text = preview(value);
    if (clock.now === undefined && text.startsWith('now')) {
      throw new BadQueryValue('"now" means nothing here: this query is compiled without a clock');
    }
    try {
      return resolveDateMath(text, clock.now ?? 0, options);
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
    const bound = (value: JsonValue | undefined, roundUp: boolean, open: number): number =>
      value === undefined || value === null ? open : resolve(value, clock, { roundUp, format: form, zone });
    const low = Math.max(bound(bounds.gte, false, -Infinity), bound(bounds.gt, true, -Infinity) + 1);
    const high = Math.min(bound(bounds.lte, true, Infinity), bound(bounds.lt, false, Infinity) - 1);
    return testing((value) => typeof value === 'number' && value >= low && value <= high);
  }

  return {
    parse(raw) {
      if (raw === '') return new Malformed('cannot parse empty datetime');
      const text = typeof raw === 'boolean' || raw === null || isJsonContainer(raw) ? '' : scalarText(raw);
      const span = parse(text, utc);
      if (span !== undefined) return span.first;
      return new Malformed(`failed to parse date field [${preview(raw)}] with format [${formatName}]`);
    },
    term: (value, _caseInsensitive, clock) => range({ gte: value, lte: value }, clock),
    range,
  };
}
