import { durationMilliseconds } from '../../base/duration';
import { ContentError } from '../../base/errors';
import { LATENCIES } from '../../generate';
import type { Latencies, Latency } from '../../generate';

/** A record a month late is lost and not late. */
const LONGEST = 31 * 86_400_000;

/**
 * How late records arrive: `delivery` as the services deliver, `30m` always as late, `60m-90m` anything between.
 *
 * @throws ContentError `CALL_BAD_LAG`
 */
export function readLag(text: string): Latencies {
  if (text === 'delivery') return LATENCIES;
  const [low, high = low, ...more] = text.split('-').map(milliseconds);
  if (low === undefined || high === undefined || low > high || high > LONGEST || more.length > 0) {
    throw new ContentError({
      code: 'CALL_BAD_LAG',
      message: '--lag is no lateness',
      found: text,
      expected:
        'a duration such as 30m, two from shorter to longer such as 60m-90m (at most 31d), or delivery',
      hint: 'E.g. --lag 60m-90m; --lag 0m for records that arrive when they happen.',
    });
  }
  const latency: Latency = {
    gathering: 0,
    typical: [low, high],
    fast: 0,
    fastest: low,
    late: 0,
    longest: high,
    again: 0,
  };
  return {
    'o365.audit': latency,
    'azure.auditlogs': latency,
    'azure.activitylogs': latency,
    'entra.pim_alert': latency,
    'o365.collector': latency,
  };
}

function milliseconds(text: string): number | undefined {
  try {
    return durationMilliseconds(text);
  } catch {
    return undefined;
  }
}
