import type { WorkloadTimes } from '../state/state-store';
import { noteWorkload, readRecord } from './read-record';

describe('readRecord', () => {
  test('takes Id, workload and time; the text stays as it is', () => {
    const text =
      '{"Id":"a1","Workload":"Exchange","CreationTime":"2026-03-10T12:00:00","Size":9007199254740993}';
    expect(readRecord(text)).toEqual({
      id: 'a1',
      text,
      workload: 'Exchange',
      occurred: Date.UTC(2026, 2, 10, 12),
    });
  });

  test.each(['2026-03-10T12:00:00Z', '2026-03-10T13:00:00+01:00', '2026-03-10T12:00:00.000'])(
    'a time may have a zone or fractions: %s',
    (time) => {
      expect(readRecord(JSON.stringify({ CreationTime: time })).occurred).toBe(Date.UTC(2026, 2, 10, 12));
    },
  );

  test.each(['{"Id":7}', '{"Id":""}', '{"Id":null,"Workload":{},"CreationTime":"soon"}', '{"Id":"a"', '{}'])(
    'what has no usable Id, workload or time: %s',
    (text) => {
      expect(readRecord(text)).toEqual({ id: undefined, text, workload: undefined, occurred: undefined });
    },
  );

  test('an Id further down is not the record’s', () => {
    expect(readRecord('{"Item":{"Id":"x"}}').id).toBeUndefined();
  });
});

test('a workload keeps its newest event and its last arrival', () => {
  const workloads = new Map<string, WorkloadTimes>();
  const record = { id: 'a', text: '{}', workload: 'Exchange' };
  noteWorkload(workloads, { ...record, occurred: 2000 }, 10);
  noteWorkload(workloads, { ...record, occurred: 1000 }, 20);
  noteWorkload(workloads, { ...record, occurred: undefined }, 30);
  noteWorkload(workloads, { ...record, workload: undefined, occurred: 5 }, 40);
  expect([...workloads]).toEqual([['Exchange', { lastEvent: 2000, lastArrival: 30 }]]);
});
