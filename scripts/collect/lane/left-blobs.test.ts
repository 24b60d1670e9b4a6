import type { ListedBlob } from '../api/listing';
import { LaneStatus } from '../status/lane-status';
import { LeftBlobs } from './left-blobs';

const MINUTE = 60_000;
const NOW = Date.parse('2026-03-10T12:00:00Z');

function blob(id: string, more: Partial<ListedBlob> = {}): ListedBlob {
  return { id, uri: `https://x/${id}`, created: NOW, expires: NOW + 60 * MINUTE, ...more };
}

let now = 0;
let status: LaneStatus;
let left: LeftBlobs;

beforeEach(() => {
  now = NOW;
  status = new LaneStatus({
    ...{ tenantId: 't', tenantName: 'contoso.com', service: 'exchange' },
    contentType: 'Audit.Exchange',
  });
  const clock = { now: () => now };
  left = new LeftBlobs(status, clock, clock);
});

test('a blob is overdue after a quarter of an hour and five attempts; one that was left at once', () => {
  const since = now;
  expect(left.isOverdue(blob('a'), 9, since)).toBe(false);
  now += 15 * MINUTE;
  expect(left.isOverdue(blob('a'), 4, since)).toBe(false);
  expect(left.isOverdue(blob('a'), 5, since)).toBe(true);
  left.leave(blob('a'), 'AF50000', 'm');
  expect(left.isOverdue(blob('a'), 1, now)).toBe(true);
});

test('fifty may be left without a blob that is read, then no more until one is, and a thousand in all', () => {
  for (let n = 0; n < 50; n += 1) left.leave(blob(`${n}`), 'AF50000', 'm');
  const since = now;
  expect(left.mayLeave(blob('x'), since)).toBe(false);
  expect(left.mayLeave(blob('3'), since)).toBe(true);
  now += 1;
  left.fetched();
  expect(left.mayLeave(blob('x'), since)).toBe(true);
  for (let n = 0; n < 999; n += 1) left.leave(blob(`${n}`), 'AF50000', 'm');
  expect(left.mayLeave(blob('x'), since)).toBe(true);
  left.leave(blob('x'), 'AF50000', 'm');
  expect(left.mayLeave(blob('y'), since)).toBe(false);
});

test('they are tried again every quarter of an hour', () => {
  left.leave(blob('a'), 'AF50000', 'm');
  now += 5 * MINUTE;
  left.leave(blob('b'), 'AF50000', 'm');
  now += 10 * MINUTE;
  expect(left.due().map(({ id }) => id)).toEqual(['a']);
  left.leave(blob('a'), 'AF50000', 'm');
  expect(left.due()).toEqual([]);
});

test('the status tells of the one that expires first and how many more, and of nothing when all are settled', () => {
  left.leave(blob('a', { created: NOW - 1, expires: undefined }), 'AF50000', 'Internal server error');
  expect(status.error?.cure).toContain('every quarter of an hour; everything else');
  left.leave(blob('b', { created: NOW - 2 }), 'HTTP 403', 'blocked');
  expect(status.error).toMatchObject({
    stuck: true,
    message: 'the blob b cannot be read: HTTP 403: blocked; nor can 1 more',
    cure: expect.stringContaining('2026-03-10T13:00:00.000Z') as string,
  });
  expect(left.oldest).toBe(NOW - 2);
  left.settled('b');
  expect(left.oldest).toBe(NOW - 1);
  expect(status.error?.message).toBe('the blob a cannot be read: AF50000: Internal server error');
  left.settled('a');
  expect([left.oldest, status.error]).toEqual([undefined, undefined]);
});

test('an error that passes does not hide that a blob is left; one for which somebody must act does', () => {
  left.leave(blob('a'), 'AF50000', 'm');
  status.failed({ code: 'ECONNRESET', message: 'm', time: now, stuck: false });
  expect(status.error).toMatchObject({ code: 'BLOB_UNREADABLE', stuck: true });
  status.failed({ code: 'AF10001', message: 'm', time: now, stuck: true });
  expect(status.error).toMatchObject({ code: 'AF10001' });
});
