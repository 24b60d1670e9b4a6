import type { Lane } from '../lane/lane';
import { LaneStatus } from './lane-status';
import { PimStatus } from './pim-status';
import { Progress } from './progress';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const HOUR = 3_600_000;
const LANE: Lane = {
  tenantId: 't',
  tenantName: 'contoso.com',
  service: 'exchange',
  contentType: 'Audit.Exchange',
};

/** By the clock of the service. */
let service: number;
beforeEach(() => {
  service = NOW;
});

/** The line at this time, by all clocks. */
function at(progress: Progress, time: number, columns?: number): string {
  service = time;
  return progress.text(time, columns);
}

describe('Progress', () => {
  test('says how far a backlog is worked off, how fast, and how long it will take', () => {
    const status = new LaneStatus(LANE);
    const progress = new Progress([status], [], () => service);
    status.firstFrom = NOW - 10 * HOUR;
    status.windowEnd = NOW - 10 * HOUR;
    at(progress, NOW);
    status.windowEnd = NOW - 8 * HOUR;
    status.counts.received = 5000;
    expect(at(progress, NOW + 4000)).toBe('catching up 19 % · 5,000 records · 1,250/s · 17 s to go');
  });

  test('says how old the newest record is when it has caught up, and what is stuck', () => {
    const status = new LaneStatus(LANE);
    const other = new LaneStatus({ ...LANE, contentType: 'DLP.All' });
    status.catchingUp = false;
    status.workloads.set('Exchange', { lastEvent: NOW - 65 * 60_000, lastArrival: NOW });
    other.failed({ code: 'AF10001', message: 'x', time: NOW, stuck: true });
    expect(new Progress([status, other], [], () => service).text(NOW)).toBe(
      'up to date · 0 records · 0/s · newest record 1.1 h old · 1 stuck: contoso.com DLP.All AF10001',
    );
  });

  test('begins at nothing while the first window is read', () => {
    const status = new LaneStatus(LANE);
    const progress = new Progress([status], [], () => service);
    status.firstFrom = NOW - 10 * HOUR;
    expect(at(progress, NOW)).toContain('catching up 0 %');
    status.windowEnd = NOW - 6 * HOUR;
    expect(at(progress, NOW + 4000)).toMatch(/^catching up 39 % .* 7 s to go$/);
  });

  test('a backlog is told by the service’s clock, whatever this machine’s', () => {
    const status = new LaneStatus(LANE);
    const progress = new Progress([status], [], () => NOW);
    status.firstFrom = NOW - 10 * HOUR;
    status.windowEnd = NOW - 5 * HOUR;
    status.workloads.set('Exchange', { lastEvent: NOW - 6 * HOUR, lastArrival: NOW });
    expect(progress.text(17)).toBe('catching up 50 % · 0 records · 0/s · newest record 6 h old');
  });

  test('forgets how fast it was some seconds ago', () => {
    const status = new LaneStatus(LANE);
    const progress = new Progress([status], [], () => service);
    at(progress, NOW);
    status.counts.received = 1000;
    at(progress, NOW + 1000);
    for (let second = 2; second < 20; second += 1) at(progress, NOW + second * 1000);
    expect(at(progress, NOW + 20_000)).toContain('· 0/s');
  });

  test('does not say that it is up to date when nothing is read', () => {
    const status = new LaneStatus(LANE);
    const pim = new PimStatus({ tenantId: 't', tenantName: 'contoso.com' });
    const progress = new Progress([status], [pim], () => service);
    status.catchingUp = false;
    status.failed({ code: 'AF10001', message: 'x', time: NOW, stuck: true });
    pim.failed({ code: 'HTTP 503', message: 'x', time: NOW, stuck: false });
    expect(at(progress, NOW)).toBe(
      'nothing is read · 0 records · 0/s · 1 stuck: contoso.com Audit.Exchange AF10001 · 1 failing: contoso.com PIM alerts HTTP 503',
    );
    pim.polled(NOW);
    expect(at(progress, NOW)).toBe(
      'up to date · 0 records · 0/s · 1 stuck: contoso.com Audit.Exchange AF10001',
    );
  });

  test.each([
    [Infinity, 'catching up 19 % · 5,000 records · 1,250/s · 17 s to go · newest record 8 h old · STUCK'],
    [0, 'catching up 19 % · 5,000 records · 1,250/s · 17 s to go · newest record 8 h old · STUCK'],
    [80, 'catching up 19 % · 1,250/s · 17 s to go · STUCK'],
    [69, 'catching up 19 % · 17 s to go · STUCK'],
    [40, '1 stuck: contoso.com DLP.All AF10001'],
    [36, '1 stuck: contoso.com DLP.All AF100…'],
    [20, '1 stuck: contoso.c…'],
  ])('fits a terminal of %d columns; what is stuck stays longest', (columns, expected) => {
    const status = new LaneStatus(LANE);
    const other = new LaneStatus({ ...LANE, contentType: 'DLP.All' });
    other.failed({ code: 'AF10001', message: 'x', time: NOW, stuck: true });
    const progress = new Progress([status, other], [], () => service);
    status.firstFrom = NOW - 10 * HOUR;
    status.windowEnd = NOW - 10 * HOUR;
    at(progress, NOW, columns);
    status.windowEnd = NOW - 8 * HOUR;
    status.counts.received = 5000;
    status.workloads.set('Exchange', { lastEvent: NOW - 8 * HOUR, lastArrival: NOW });
    const text = at(progress, NOW + 4000, columns);
    expect(text).toBe(expected.replace('STUCK', '1 stuck: contoso.com DLP.All AF10001'));
    expect(text.length).toBeLessThan(columns || Infinity);
  });
});
