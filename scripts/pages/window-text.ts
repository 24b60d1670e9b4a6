import { ageOfDateMath, durationMilliseconds } from '../base/duration';
import { code } from '../base/markdown';
import type { Rule } from '../content';
import { durationText } from './duration-text';

/** What a run looks at, in words: which events, and what the part beyond the interval is good for. */
export function windowText(rule: Rule): string {
  const from = ageOfDateMath(rule.from);
  const to = ageOfDateMath(rule.to);
  const verb = rule.timestampOverride === undefined ? 'happened' : 'arrived';
  const span =
    to === 0
      ? `in the last ${durationText(from)} (${code(rule.from)})`
      : `between ${durationText(from)} and ${durationText(to)} ago (${code(rule.from)} to ${code(rule.to)})`;
  return `events that ${verb} ${span}${overlapText(rule, from - to)}`;
}

/** Rules that look at single events overlap so that a late run loses none; the others need the window as a whole. */
function overlapText(rule: Rule, window: number): string {
  if (rule.type === 'threshold') return ', counted together at every run';
  if (rule.type === 'esql') return ', taken together at every run';
  if (rule.type === 'eql' && rule.eql.type === 'sequence')
    return ', as a sequence may take that long to be complete';
  const overlap = window - durationMilliseconds(rule.interval);
  if (overlap <= 0) return '';
  return `; a run may start ${durationText(overlap)} late and miss none, and none alerts twice`;
}

/** By which time an event counts, and what that means for records that Microsoft delivers late. */
export function clockText({ type, timestampOverride }: Rule): string {
  if (timestampOverride === undefined)
    return `${code('@timestamp')}, the time at which an event happened; one that arrives after its window does not count`;
  const fallback = `${code(timestampOverride)}, the time of arrival: an event counts however late it is delivered`;
  return type === 'esql' ? fallback : `${fallback}; one without that field goes by ${code('@timestamp')}`;
}
