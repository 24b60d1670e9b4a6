import { ageOfDateMath, durationMilliseconds } from '../base/duration';
import { ContentError } from '../base/errors';
import type { Problem } from '../base/errors';
import type { Rule } from '../content';

/** Settings tried in place of the rules' own. */
export interface WhatIf {
  /** Date math, e.g. `now-30m`. */
  readonly from?: string | undefined;
  /** e.g. `5m`. */
  readonly interval?: string | undefined;
  readonly maxSignals?: number | undefined;
  /** on: the clock is event.ingested; off: @timestamp; undefined: as the rule says. */
  readonly timestampOverride?: 'on' | 'off' | undefined;
}

/** The rule with these settings. */
export function applyWhatIf<T extends Rule>(rule: T, whatIf: WhatIf): T {
  const { from, interval, maxSignals, timestampOverride } = whatIf;
  return {
    ...rule,
    ...(from !== undefined && { from }),
    ...(interval !== undefined && { interval }),
    ...(maxSignals !== undefined && { max_signals: maxSignals }),
    ...(timestampOverride !== undefined && {
      timestampOverride: timestampOverride === 'on' ? 'event.ingested' : undefined,
    }),
  };
}

/** Kibana's own limit of alerts a run (xpack.alerting.rules.run.alerts.max). */
const MOST_SIGNALS = 1000;

/** What-if settings as they stand in a call. @throws ContentError with everything that is wrong */
export function readWhatIf(call: {
  readonly from?: string | undefined;
  readonly interval?: string | undefined;
  readonly maxSignals?: string | undefined;
  readonly timestampOverride?: 'on' | 'off' | undefined;
}): WhatIf {
  const { from, interval, maxSignals, timestampOverride } = call;
  const problems: Problem[] = [];
  if (from !== undefined && !isSpan(from.replace(/^now-/, ''), from.startsWith('now-'))) {
    problems.push({
      code: 'CALL_BAD_FROM',
      message: /^now\+/.test(from) ? '--from lies after now' : '--from is no time before now',
      found: from,
      expected: 'now- and a duration of seconds, minutes, hours or days, e.g. now-30m',
      hint: 'A run looks at what lies between --from and now.',
    });
  }
  if (interval !== undefined && !isSpan(interval, true)) {
    problems.push({
      code: 'CALL_BAD_INTERVAL',
      message: '--interval is no time between two runs',
      found: interval,
      expected: 'a duration above zero, e.g. 5m, 30s, 1h',
      hint: 'Rules of the pack run every 5m unless they say otherwise.',
    });
  }
  if (
    maxSignals !== undefined &&
    !(/^\d{1,4}$/.test(maxSignals) && Number(maxSignals) >= 1 && Number(maxSignals) <= MOST_SIGNALS)
  ) {
    problems.push({
      code: 'CALL_BAD_MAX_SIGNALS',
      message: '--max-signals is out of range',
      found: maxSignals,
      expected: `a whole number from 1 to ${MOST_SIGNALS}, which is the most that Kibana lets a run make`,
      hint: 'Rules have 100 unless they say otherwise.',
    });
  }
  if (problems.length > 0) throw new ContentError(problems);
  return {
    from,
    interval,
    maxSignals: maxSignals === undefined ? undefined : Number(maxSignals),
    timestampOverride,
  };
}

function isSpan(text: string, hasForm: boolean): boolean {
  return hasForm && /^\d+[smhd]$/.test(text) && durationMilliseconds(text) > 0;
}

/**
 * Refuses what Kibana refuses: new terms need a history that begins before the window.
 *
 * @throws ContentError `WHAT_IF_HISTORY`
 */
export function checkHistories(rules: readonly Rule[]): void {
  const problems = rules.flatMap((rule): Problem[] => {
    if (rule.type !== 'new_terms') return [];
    const { slug, from, history_window_start: start } = rule;
    if (ageOfDateMath(start) > ageOfDateMath(from)) return [];
    return [
      {
        code: 'WHAT_IF_HISTORY',
        message: `the history of ${slug} would begin within its window`,
        found: `--from ${from}`,
        expected: `a later start than that of the history, ${start}`,
        hint: 'Choose a later --from, or leave the rule out by --rule.',
      },
    ];
  });
  if (problems.length > 0) throw new ContentError(problems);
}

/** Rules whose runs lie further apart than they look back: what arrives in between nobody sees. */
export function rulesWithGap(rules: readonly Rule[]): Rule[] {
  return rules.filter(({ interval, from }) => durationMilliseconds(interval) > ageOfDateMath(from));
}
