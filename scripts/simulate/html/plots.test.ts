import { ruleFigures, sampleReport } from '../../testing/sample-report';
import type { DayFigures } from '../report';
import { alertsByDay } from './alerts-by-day';
import { latenessAgainstLoss } from './lateness-loss';
import { precisionAgainstRecall } from './precision-recall';

/** The attributes of each element of that name, and its title. */
function elements(text: string, name: string): { numbers: Record<string, number>; title: string }[] {
  return [...text.matchAll(new RegExp(`<${name} ([^>]*)>(?:<title>([^<]*)</title>)?`, 'g'))].map((found) => ({
    numbers: Object.fromEntries(
      [...(found[1] ?? '').matchAll(/([a-z]+)="(-?[\d.]+)"/g)].map(([, key = '', value]) => [
        key,
        Number(value),
      ]),
    ),
    title: found[2] ?? '',
  }));
}

test('a bar is as high as its alerts, and severities stand on one another', () => {
  const days: DayFigures[] = [
    { day: '2026-03-02', alerts: { low: 2, medium: 1, high: 0, critical: 0 } },
    { day: '2026-03-03', alerts: { low: 0, medium: 0, high: 4, critical: 0 } },
  ];
  const bars = elements(alertsByDay(days).text, 'rect');
  expect(bars.map(({ title }) => title)).toEqual([
    '2026-03-02: 2 of severity low',
    '2026-03-02: 1 of severity medium',
    '2026-03-03: 4 of severity high',
  ]);
  const [low, medium, high] = bars.map(({ numbers }) => numbers);
  expect(low?.['height']).toBeCloseTo(2 * (medium?.['height'] ?? 0), 0);
  expect(high?.['height']).toBeCloseTo(2 * (low?.['height'] ?? 0), 0);
  expect((medium?.['y'] ?? 0) + (medium?.['height'] ?? 0)).toBeCloseTo(low?.['y'] ?? 0);
  expect(high?.['x']).toBeGreaterThan((low?.['x'] ?? 0) + (low?.['width'] ?? 0));
});

test('precision and recall place a rule; rules of one place share a circle with their number', () => {
  const text =
    precisionAgainstRecall([
      ruleFigures('exo-a', { precision: 0.5, recall: 0.25 }),
      ruleFigures('exo-b', { precision: 1, recall: 0.25 }),
      ruleFigures('exo-c', { precision: 1, recall: 1 }),
      ruleFigures('exo-d', { precision: 1, recall: 1 }),
    ])?.text ?? '';
  const [a, b, both] = elements(text, 'circle').map(({ numbers }) => numbers);
  expect(a?.['cx']).toBe(b?.['cx']);
  expect(a?.['cy']).toBeGreaterThan(b?.['cy'] ?? Infinity);
  expect(both?.['cx']).toBeGreaterThan(a?.['cx'] ?? Infinity);
  expect(both?.['cy']).toBe(b?.['cy']);
  expect(text).toContain('>2</text>');
  expect(text).toContain('exo-d: precision 100 %, recall 100 %');
});

test('a rule that should have alerted and did not is named', () => {
  const silent = ruleFigures('exo-silent', { alerts: 0, precision: undefined, recall: 0 });
  const text = precisionAgainstRecall([ruleFigures('exo-a'), silent])?.text;
  expect(text).toContain('they should have alerted and did not: exo-silent.');
  expect(precisionAgainstRecall([silent])).toBeUndefined();
});

test('loss is the height of a line, lateness its width; a line for each clock and lookback', () => {
  const point = { clock: '@timestamp', lookbackMinutes: 30 };
  const text =
    latenessAgainstLoss({
      sweep: [
        { ...point, lagMinutes: 120, lost: 1 },
        { ...point, lagMinutes: 0, lost: 0 },
        { ...point, lagMinutes: 60, lost: 0.5 },
        { clock: 'event.ingested', lookbackMinutes: 30, lagMinutes: 60, lost: 0 },
      ],
      sweepDelivered: [{ ...point, lost: 0.875 }],
    })?.text ?? '';
  const [start, middle, end, other] = elements(text, 'circle').map(({ numbers }) => numbers);
  expect(start?.['cx']).toBe(74);
  expect(middle?.['cx']).toBeCloseTo(((start?.['cx'] ?? 0) + (end?.['cx'] ?? 0)) / 2);
  expect(middle?.['cy']).toBeCloseTo(((start?.['cy'] ?? 0) + (end?.['cy'] ?? 0)) / 2);
  expect(other).toMatchObject({ cx: middle?.['cx'], cy: start?.['cy'] });
  expect(elements(text, 'polyline')).toHaveLength(2);
  expect(text).toContain('<td>as in the log</td><td>87.5 %</td>');
});

test('without a sweep there is no such plot', () => {
  expect(latenessAgainstLoss({ ...sampleReport(), sweep: [] })).toBeUndefined();
});
