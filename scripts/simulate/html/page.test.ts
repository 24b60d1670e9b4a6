import { ruleFigures, sampleReport } from '../../testing/sample-report';
import { extremeReports } from '../../testing/extreme-reports';
import { reportPage } from '.';

test.each(Object.entries(extremeReports()))(
  'the page of a report with %s has no broken figure',
  (_, report) => {
    expect(reportPage(report)).not.toMatch(/NaN|Infinity|undefined|\[object/);
  },
);

test('names and sources cannot add markup', () => {
  const name = '</title></td><script>fetch("https://example.com")</script>';
  const page = reportPage(
    sampleReport({ source: name, rules: [ruleFigures('a', { name })], notRun: [name] }),
  );
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).toContain('&lt;script&gt;fetch(&quot;https://example.com&quot;)');
});

test('nothing on it comes from elsewhere', () => {
  expect(reportPage(sampleReport())).not.toMatch(/(?:src|href)="(?!data:)|url\(|@import|https?:/);
});

test('rules that were not run are named', () => {
  const page = reportPage(sampleReport({ notRun: ['exo-only-in-esql'] }));
  expect(page).toContain('nothing is known of them: exo-only-in-esql.');
});

test('at its top stand the figures of the whole', () => {
  const day = (low: number, high: number) => ({
    day: '2026-03-02',
    alerts: { low, medium: 0, high, critical: 0 },
  });
  const page = reportPage(
    sampleReport({
      records: 1234,
      days: [day(1, 0), day(9, 1), day(4, 0)],
      rules: [
        ruleFigures('a', { alerts: 12, trueAlerts: 9, falseAlerts: 3, lost: { lateness: 2, maxSignals: 5 } }),
        ruleFigures('b', { alerts: 0, trueAlerts: 0, falseAlerts: 0 }),
      ],
    }),
  );
  const figures = [...page.matchAll(/<dt>([^<]*)<\/dt><dd>([^<]*)<\/dd>/g)].map(([, name, value]) => [
    name,
    value,
  ]);
  expect(figures).toEqual([
    ['records', '1,234'],
    ['days', '3'],
    ['alerts', '12'],
    ['alerts a day, median', '4'],
    ['alerts on the worst day', '10'],
    ['alerts that are true', '75 %'],
    ['alerts lost', '7'],
    ['rules that alerted', '1 of 2'],
  ]);
});
