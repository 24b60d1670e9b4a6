import { plus, round, type CalendarUnit } from './calendar';
import { DEFAULT_DATE_FORMAT, dateFormat, type DateFormat } from './date-format';
import { isLongMoment, type Moment } from './moment';
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

const LAST_INT = 2 ** 31 - 1;

function applyMath(start: Moment, operations: string, zone: TimeZone, roundUp: boolean): Moment {
  let moment = start;
  let at = 0;
  while (at < operations.length) {
    step.lastIndex = at;
    const [text, sign, count, unit, rounding] = step.exec(operations) ?? [];
    if (text === undefined) {
      throw new DateMathError(`"${operations.slice(at)}" is not date math such as -30m or /d`);
    }
    at += text.length;
    const amount = count === undefined || count === '' ? 1 : Number(count);
    if (amount > LAST_INT) throw new DateMathError(`"${text}" counts further than Java's int`);
    moment =
      rounding === undefined
        ? plus(moment, unit as CalendarUnit, sign === '-' ? -amount : amount, zone)
        : round(moment, rounding as CalendarUnit, roundUp, zone);
  }
  if (!isLongMoment(moment)) throw new DateMathError(`"${operations}" leads beyond all dates`);
  return moment;
}

/**
 * The moment that a date math expression of Elasticsearch means (`now-30m/m`, `2020-01-01||+1M/d`, or a plain date).
 * `now`, in epoch milliseconds, is used by expressions that say so. Throws {@link DateMathError}.
 */
export function resolveMoment(expression: string, now: number, options: DateMathOptions = {}): Moment {
  const { roundUp = false, format = defaultFormat, zone = utc } = options;
  if (expression.startsWith('now')) return applyMath(now, expression.slice(3), zone, roundUp);
  const bars = expression.indexOf('||');
  const text = bars < 0 ? expression : expression.slice(0, bars);
  // Before math the anchor is rounded down: only the last rounding may go up.
  const moment = format(text, zone, roundUp && bars < 0);
  if (moment === undefined) throw new DateMathError(`"${text}" is not a date`);
  return bars < 0 ? moment : applyMath(moment, expression.slice(bars + 2), zone, roundUp);
}

/** As {@link resolveMoment}, in epoch milliseconds: exact for any year up to 287395. */
export function resolveDateMath(expression: string, now: number, options: DateMathOptions = {}): number {
  return Number(resolveMoment(expression, now, options));
}
