import { resolve } from 'node:path';
import { ageOfDateMath, durationMilliseconds } from '../base/duration';
import { loadPack } from '../content';
import type { Rule } from '../content';
import type { SimulatedDocument } from './intake';
import { sweep } from './sweep';
import type { Replay } from './sweep';

const MINUTE = 60_000;
const START = Date.parse('2026-03-02T00:00:00Z');

const { rules } = loadPack(resolve(__dirname, '../..'));
const [rule] = rules.filter(({ type }) => type === 'query');
if (!rule) throw new Error('a query rule');

/** An event so many minutes after the start, that late. */
function document(minute: number, lag: number): SimulatedDocument {
  const occurred = START + minute * MINUTE;
  const arrival = occurred + lag * MINUTE;
  const source = {
    '@timestamp': new Date(occurred).toISOString(),
    event: { kind: 'event', ingested: new Date(arrival).toISOString() },
  };
  return { index: 'logs', id: String(minute), source, occurred, arrival };
}

/** What a rule makes that alerts on every event which the first run after its arrival still sees. */
const replay: Replay = (tried, documents) => {
  const interval = durationMilliseconds(tried.interval);
  const lookback = ageOfDateMath(tried.from);
  const alerts = documents.flatMap(({ source, arrival, occurred }, place) => {
    const run = Math.ceil(arrival / interval) * interval;
    const { ingested } = source['event'] as { ingested: string };
    const date = tried.timestampOverride === undefined ? occurred : Date.parse(ingested);
    const alert = { id: String(place), at: run, occurred, terms: '', documents: [place], labelled: [] };
    return date >= run - lookback ? [alert] : [];
  });
  return Promise.resolve(alerts);
};

describe('a sweep', () => {
  // Each is a minute before a run; they are delivered in the opposite order.
  const delivered = [document(9, 31), document(4, 61)];
  const outcome = sweep(new Map<Rule, SimulatedDocument[]>([[rule, delivered]]), replay);
  const lost = async (clock: string, lookback: number): Promise<number[]> =>
    (await outcome).sweep
      .filter((cell) => cell.clock === clock && cell.lookbackMinutes === lookback)
      .map((cell) => cell.lost);

  test('by arrival loses nothing, however short the lookback', async () => {
    expect(await lost('event.ingested', 5)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect((await outcome).sweepDelivered.find(({ clock }) => clock === 'event.ingested')?.lost).toBe(0);
  });

  test('by @timestamp loses what is later than the lookback, the wait for the run included', async () => {
    // Lags of 0, 5, 15, 30, 60, 90 and 120 minutes.
    expect(await lost('@timestamp', 5)).toEqual([0, 1, 1, 1, 1, 1, 1]);
    expect(await lost('@timestamp', 30)).toEqual([0, 0, 0, 1, 1, 1, 1]);
    expect(await lost('@timestamp', 120)).toEqual([0, 0, 0, 0, 0, 0, 1]);
    expect(await lost('@timestamp', 1440)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  test('knows what the log itself loses, whatever the order of its delivery', async () => {
    const shares = (await outcome).sweepDelivered.filter(({ clock }) => clock === '@timestamp');
    expect(shares.map(({ lookbackMinutes, lost: share }) => [lookbackMinutes, share])).toEqual([
      [5, 1],
      [10, 1],
      [30, 1],
      [60, 0.5],
      [120, 0],
      [1440, 0],
    ]);
  });

  test('of nothing loses nothing', async () => {
    const { sweep: cells, sweepDelivered } = await sweep(new Map([[rule, []]]), replay);
    expect(cells).toHaveLength(2 * 6 * 7);
    expect([...cells, ...sweepDelivered].every((cell) => cell.lost === 0)).toBe(true);
  });

  test('leaves out a history that would begin within the window', async () => {
    const newTerms = rules.find(({ type }) => type === 'new_terms');
    if (newTerms?.type !== 'new_terms') throw new Error('a new_terms rule');
    const short = { ...newTerms, history_window_start: 'now-1h' };
    const lookbacks = new Set<string>();
    await sweep(new Map<Rule, SimulatedDocument[]>([[short, delivered]]), (tried, documents) => {
      lookbacks.add(tried.from);
      return replay(tried, documents);
    });
    expect([...lookbacks]).toEqual(['now-5m', 'now-10m', 'now-30m']);
  });
});
