import { deliver } from './delivery';
import type { Emission } from './emission';
import { mergeByOccurrence } from './merge';
import { Random } from './random';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const WORKLOADS = ['Exchange', 'AzureActiveDirectory', 'SharePoint', 'OneDrive', 'MicrosoftTeams'];

/** A record every so many milliseconds. */
function* steady(
  count: number,
  every: number,
  stream: Emission['stream'] = 'o365.audit',
): Generator<Emission> {
  for (let n = 0; n < count; n += 1) {
    const occurred = n * every;
    const text = `{"Id":"${n}","Workload":"${WORKLOADS[n % WORKLOADS.length] ?? ''}"}`;
    yield { occurred, arrival: occurred, stream, text, ...(n % 1000 === 0 ? { label: String(n) } : {}) };
  }
}

const minutesLate = ({ occurred, arrival }: Emission): number => (arrival - occurred) / MINUTE;

function share(records: readonly Emission[], holds: (record: Emission) => boolean): number {
  return records.filter(holds).length / records.length;
}

describe('records of the Management API', () => {
  const all = [...deliver(steady(100_000, 4_000), Random.of('delivery'))];
  const seen = new Set<string>();
  const first = all.filter(({ text }) => !seen.has(text) && seen.add(text));

  test('all arrive, in order of arrival, none before it happened or after a day', () => {
    expect(first).toHaveLength(100_000);
    expect(all.every(({ arrival }, index) => arrival >= (all[index - 1]?.arrival ?? 0))).toBe(true);
    const late = first.map(minutesLate);
    expect(Math.min(...late.slice(0, 50_000))).toBeGreaterThanOrEqual(15);
    expect(late.reduce((a, b) => Math.max(a, b))).toBeLessThanOrEqual(DAY / MINUTE);
  });

  test('most of them after 60 to 90 minutes, a few much later', () => {
    expect(share(first, (one) => minutesLate(one) >= 60 && minutesLate(one) <= 90)).toBeGreaterThan(0.9);
    expect(share(first, (one) => minutesLate(one) >= 60 && minutesLate(one) <= 90)).toBeLessThan(0.97);
    expect(share(first, (one) => minutesLate(one) > 180)).toBeGreaterThan(0.01);
    expect(share(first, (one) => minutesLate(one) > 12 * 60)).toBeGreaterThan(0.002);
  });

  test('out of order, also within a blob', () => {
    expect(
      all.filter(({ occurred }, index) => occurred < (all[index - 1]?.occurred ?? 0)).length,
    ).toBeGreaterThan(all.length / 5);
  });

  test('one in a hundred twice, later than before, as they were', () => {
    const again = all.length - first.length;
    expect(again).toBeGreaterThan(800);
    expect(again).toBeLessThan(1_200);
    const arrivals = new Map(first.map(({ text, arrival }) => [text, arrival]));
    const times = all.map(({ text, arrival }) => arrival - (arrivals.get(text) ?? Infinity));
    expect(times.filter((later) => later > 0)).toHaveLength(again);
    expect(times.filter((later) => later < 0)).toHaveLength(0);
  });

  test('in blobs of one content type: what arrives together is of one', () => {
    const runs = new Map<number, Set<string>>();
    for (const { arrival, text } of all) {
      const workload = /Workload":"(\w+)/.exec(text)?.[1] ?? '';
      const type = workload === 'OneDrive' ? 'SharePoint' : workload;
      runs.set(arrival, (runs.get(arrival) ?? new Set()).add(type));
    }
    expect(all.length / runs.size).toBeGreaterThan(5);
    const mixed = [...runs.values()].filter(({ size }) => size > 1).length;
    expect(mixed / runs.size).toBeLessThan(0.01);
  });

  test('keep their labels', () => {
    expect(first.filter(({ label }) => label !== undefined)).toHaveLength(100);
  });

  test('the same seed, the same delivery', () => {
    const once = [...deliver(steady(5_000, 4_000), Random.of('a'))];
    expect([...deliver(steady(5_000, 4_000), Random.of('a'))]).toEqual(once);
    expect([...deliver(steady(5_000, 4_000), Random.of('b'))]).not.toEqual(once);
  });
});

test.each([
  ['azure.auditlogs', 2, 120 + 1],
  ['azure.activitylogs', 2, 120 + 1],
  ['o365.collector', 1 / 60, 1],
] as const)('%s is quicker', (stream, least, most) => {
  const texts = new Set<string>();
  const records = [...deliver(steady(5_000, 10_000, stream), Random.of(stream))].filter(
    ({ text }) => !texts.has(text) && texts.add(text),
  );
  const late = records.map(minutesLate);
  expect(Math.min(...late)).toBeGreaterThanOrEqual(least);
  expect(Math.max(...late)).toBeLessThanOrEqual(most);
});

test('only what is on its way is held: 300,000 records within three hours, at most as many as allowed', () => {
  let sent = 0;
  let received = 0;
  let most = 0;
  const counted = function* (): Generator<Emission> {
    for (const emission of steady(300_000, 36)) {
      sent += 1;
      yield emission;
    }
  };
  let last = 0;
  let ordered = true;
  for (const { arrival } of deliver(counted(), Random.of('dense'), { onTheWay: 10_000 })) {
    received += 1;
    most = Math.max(most, sent - received);
    ordered &&= arrival >= last;
    last = arrival;
  }
  expect(ordered).toBe(true);
  expect(received).toBeGreaterThanOrEqual(300_000);
  expect(most).toBeGreaterThan(5_000);
  expect(most).toBeLessThan(15_000);
});

describe('merging', () => {
  const at = (...times: number[]): { occurred: number; from: number }[] =>
    times.map((occurred) => ({ occurred, from: times[0] ?? 0 }));

  test('is in order; of one moment the first source goes first', () => {
    const merged = [
      ...mergeByOccurrence<{ occurred: number; from: number }>([at(1, 5, 5, 9), at(), at(2, 5, 7), at(0, 5)]),
    ];
    expect(merged.map(({ occurred }) => occurred)).toEqual([0, 1, 2, 5, 5, 5, 5, 7, 9]);
    expect(merged.filter(({ occurred }) => occurred === 5).map((one) => one.from)).toEqual([1, 1, 2, 0]);
  });

  test('a source that goes back in time is refused', () => {
    expect(() => [...mergeByOccurrence([at(1, 3, 2)])]).toThrow(RangeError);
  });

  test('sources are ended when the reader stops', () => {
    let ended = 0;
    const endless = function* (): Generator<{ occurred: number }> {
      try {
        for (let occurred = 0; ; occurred += 1) yield { occurred };
      } finally {
        ended += 1;
      }
    };
    for (const { occurred } of mergeByOccurrence([endless(), endless()])) if (occurred > 3) break;
    expect(ended).toBe(2);
  });
});
