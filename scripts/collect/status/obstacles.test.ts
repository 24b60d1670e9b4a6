import { pino } from 'pino';
import { laneStatus } from '../../testing/writer-rig';
import { PimStatus } from './pim-status';
import { Obstacles, STATE_WORDS } from './obstacles';

const NO_KEY = { code: 'SECRET', message: 'no key', cure: 'Give it.', stuck: true };

test('an obstacle is told in the status of all that it concerns and in the log, and that it is over', () => {
  const log: Record<string, unknown>[] = [];
  const logger = pino({}, { write: (line) => void log.push(JSON.parse(line) as Record<string, unknown>) });
  let stuck = 0;
  const obstacles = new Obstacles(STATE_WORDS, { now: () => 7 }, logger, () => (stuck += 1));
  const lane = laneStatus();
  const pim = new PimStatus({ tenantId: 't', tenantName: 'contoso.com' });
  obstacles.met({ ...NO_KEY, stuck: false });
  for (const status of [lane, pim]) obstacles.concern(status);
  expect(lane.error).toMatchObject({ code: 'SECRET', stuck: false });
  expect(stuck).toBe(0);
  obstacles.met(NO_KEY);
  const error = { ...NO_KEY, message: 'the state cannot be used: no key', time: 7 };
  expect([lane.error, pim.error]).toEqual([error, error]);
  expect(stuck).toBe(1);
  const other = { code: 'AF20022', message: 'm', time: 8, stuck: false };
  pim.failed(other);
  obstacles.over();
  expect([lane.error, pim.error]).toEqual([undefined, other]);
  expect(log.map(({ level, cure }) => [level, cure])).toEqual([
    [40, 'Give it.'],
    [50, 'Give it.'],
    [30, undefined],
  ]);
});
