import { ruleFigures, sampleReport } from '../testing/sample-report';
import { reportText } from './report-text';

const lines = (text: string): string[] => text.split('\n');
const lineOf = (text: string, start: string): string =>
  lines(text).find((line) => line.startsWith(start)) ?? '';
/** The cells of a line behind its name. */
const cellsOf = (text: string, start: string): string[] =>
  lineOf(text, start)
    .trim()
    .split(/ {2,}| (?!%|min|h|d|s)/)
    .slice(1);

const LONG = 'pim-azure-alert-disabled-too-many-permanent-owners';

/** What nobody labelled. */
const UNKNOWN = { trueAlerts: undefined, falseAlerts: undefined, precision: undefined, recall: undefined };

describe('the report for the terminal', () => {
  const rules = [
    ruleFigures('quiet', {
      alerts: 0,
      trueAlerts: 0,
      precision: undefined,
      recall: undefined,
      delaySeconds: undefined,
    }),
    ruleFigures('busy', {
      severity: 'critical',
      alerts: 1234,
      alertsPerDay: { median: 40, p95: 55, worst: 61 },
      trueAlerts: 1230,
      falseAlerts: 4,
      precision: 1230 / 1234,
      recall: 0.5,
      delaySeconds: { median: 4980, p95: 7200 },
      lost: { lateness: 3, maxSignals: 2 },
      duplicates: 1,
    }),
    ruleFigures('lossy', { alerts: 0, recall: undefined, lost: { lateness: 9, maxSignals: 0 } }),
    ruleFigures('busier', { alerts: 1235 }),
  ];
  const text = reportText(sampleReport({ rules, sweep: [] }));

  test('has the figures of a rule in one line', () => {
    expect(cellsOf(text, 'busy')).toEqual([
      'crit',
      '1,234',
      '40',
      '55',
      '61',
      '1,230',
      '4',
      '99.7 %',
      '50 %',
      '1.4 h',
      '2 h',
      '3',
      '2',
      '1',
    ]);
  });

  test('begins with the noisiest rule and sums silent ones up, but for those that lost alerts', () => {
    const names = lines(text).map((line) => line.split(' ')[0]);
    expect(names.filter((name) => /^(bus|lossy|quiet)/.test(name ?? ''))).toEqual([
      'busier',
      'busy',
      'lossy',
    ]);
    expect(text).toContain('2 of 4 rules made no alert.');
    expect(text).toContain('Lost: 12 alerts to late arrival, 2 to max_signals.');
    expect(text).toContain('Labelled records without an alert of: busy.');
  });

  test('has alerts a day by severity', () => {
    const alerts = { low: 1, medium: 0, high: 0, critical: 0 };
    const days = [1, 5, 2].map((low, place) => ({
      day: `2026-03-0${place + 1}`,
      alerts: { ...alerts, low },
    }));
    const short = reportText(sampleReport({ days, sweep: [] }));
    expect(cellsOf(short, 'low ')).toEqual(['8', '2', '5', '5']);
    expect(cellsOf(short, 'all ')).toEqual(['8', '2', '5', '5']);
    expect(cellsOf(short, 'high')).toEqual(['0', '0', '0', '0']);
  });

  test('says loudly what did not run', () => {
    expect(text).not.toContain('NOT RUN');
    const without = reportText(sampleReport({ notRun: ['entra-x', 'entra-y'] }));
    expect(lines(without)[2]).toMatch(/^NOT RUN: 2 rules in a language .*ES\|QL/);
    expect(without).toMatch(/^ {2}entra-x\n {2}entra-y$/m);
  });

  test('fits 120 columns, whatever the figures; a slug loses its middle', () => {
    const wide = ruleFigures(LONG, {
      severity: 'critical',
      alerts: 1_234_567,
      alertsPerDay: { median: 41_234, p95: 50_123, worst: 61_234 },
      trueAlerts: 1_234_000,
      falseAlerts: 123_567,
      precision: 0.9999,
      recall: 0.9999,
      delaySeconds: { median: 3599, p95: 36_000 },
      lost: { lateness: 12_345, maxSignals: 12_345 },
      duplicates: 12_345,
    });
    const report = reportText(sampleReport({ rules: [wide, ...rules] }));
    expect(Math.max(...lines(report).map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(report).toMatch(/^pim-a[a-z-]*…[a-z-]*owners /m);
    expect(reportText(sampleReport({ rules: [ruleFigures(LONG, UNKNOWN)] }))).toContain(`${LONG} `);
  });

  test('of a cluster says nothing of true and false, which nobody knows', () => {
    const noise = reportText(
      sampleReport({ kind: 'noise', records: undefined, rules: [ruleFigures('a', UNKNOWN)], sweep: [] }),
    );
    expect(lineOf(noise, 'rule')).not.toMatch(/true|prec|recall/);
    expect(lines(noise)[1]).not.toContain('records');
    expect(noise).toContain('No alert was lost.');
  });

  test('has the sweep as a table, a row a schedule and a column a lag', () => {
    const swept = reportText(
      sampleReport({
        sweep: [
          { clock: '@timestamp', lookbackMinutes: 120, lagMinutes: 60, lost: 0.001 },
          { clock: '@timestamp', lookbackMinutes: 120, lagMinutes: 0, lost: 0 },
          { clock: 'event.ingested', lookbackMinutes: 30, lagMinutes: 0, lost: 0 },
          { clock: 'event.ingested', lookbackMinutes: 30, lagMinutes: 60, lost: 0.25 },
        ],
        sweepDelivered: [{ clock: '@timestamp', lookbackMinutes: 120, lost: 0.9996 }],
      }),
    );
    expect(lineOf(swept, 'clock')).toMatch(/0 min +60 min +as delivered$/);
    expect(lineOf(swept, '@timestamp, now-2h')).toMatch(/ 0 % +0\.1 % +>99\.9 %$/);
    expect(lineOf(swept, 'event.ingested, now-30m')).toMatch(/ 0 % +25 % +–$/);
  });
});
