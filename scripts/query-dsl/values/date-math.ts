import { plus, round, type CalendarUnit } from './calendar';
import { DEFAULT_DATE_FORMAT, dateFormat, type DateFormat } from './date-format';
import { utc, type TimeZone } from './time-zone';

/** The expression is neither a date of the format nor date math. */
export class DateMathError extends Error {
  override readonly name = 'DateMathError';
}

export interface DateMathOptions {
  /** Towards the last millisecond that the expression can mean: for `gt` and `lte`. */
  readonly roundUp?: boolean;
  readonly format?: DateFormat | undefined;
  readonly zone?: TimeZone | undefined;
}

const step = /([+-])(\d*)([yMwdhHms])|\/([yMwdhHms])/y;
const defaultFormat = dateFormat(DEFAULT_DATE_FORMAT);

function applyMath(start: number, operations: string, zone: TimeZone, roundUp: boolean): number {
  let moment = start;
  let at = 0;
  while (at < operations.length) {
    step.lastIndex = at;
    const [text, sign, count, unit, rounding] = step.exec(operations) ?? [];
    if (text === undefined) {
      throw new DateMathError(`"${operations.slice(at)}" is not date math such as -30m or /d`);
    }
    at += text.length;
    const amount = (sign === '-' ? -1 : 1) * (count === undefined || count === '' ? 1 : Number(count));
    moment =
      rounding === undefined
        ? plus(moment, unit as CalendarUnit, amount, zone)
        : round(moment, rounding as CalendarUnit, roundUp, zone);
  }
  return moment;
}

/**
 * The moment that a date math expression of Elasticsearch means (`now-30m/m`, `2020-01-01||+1M/d`, or a plain
 * date), in epoch milliseconds. `now` is used by expressions that say so. Throws {@link DateMathError}.
 */
export function resolveDateMath(expression: string, now: number, options: DateMathOptions = {}): number {
  const { roundUp = false, format = defaultFormat, zone = utc } = options;
  if (expression.startsWith('now')) return applyMath(now, expression.slice(3), zone, roundUp);
  const bars = expression.indexOf('||');
  const text = bars < 0 ? expression : expression.slice(0, bars);
  const span = format(text, zone);
  if (span === undefined) throw new DateMathError(`"${text}" is not a date`);
  // Before math the anchor is rounded down: only the last rounding may go up.
  if (bars < 0) return roundUp ? span.last : span.first;
  return applyMath(span.first, expression.slice(bars + 2), zone, roundUp);
}
