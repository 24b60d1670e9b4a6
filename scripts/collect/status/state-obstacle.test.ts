import { pino } from 'pino';
import { laneStatus } from '../../testing/writer-rig';
import { PimStatus } from './pim-status';
import { StateObstacle } from './state-obstacle';

const TROUBLE = { code: 'SECRET', message: 'no key', cure: 'Give it.', stuck: true };

test('what keeps the state from being used is told in every status and the log, and that it is over', () => {
  const log: Record<string, unknown>[] = [];
  const logger = pino({}, { write: (line) => void log.push(JSON.parse(line) as Record<string, unknown>) });
  let stuck = 0;
  const obstacle = new StateObstacle({ now: () => 7 }, logger, () => (stuck += 1));
  const lane = laneStatus();
  const pim = new PimStatus({ tenantId: 't', tenantName: 'contoso.com' });
  obstacle.met({ ...TROUBLE, stuck: false });
  obstacle.concern([lane, pim]);
  expect(lane.error).toMatchObject({ code: 'SECRET', stuck: false });
  expect(stuck).toBe(0);
  obstacle.met(TROUBLE);
  const error = { ...TROUBLE, message: 'the state cannot be used: no key', time: 7 };
  expect([lane.error, pim.error]).toEqual([error, error]);
  expect(stuck).toBe(1);
  const other = { code: 'AF20022', message: 'm', time: 8, stuck: false };
  pim.failed(other);
  obstacle.met(undefined);
  expect([lane.error, pim.error]).toEqual([undefined, other]);
  expect(log.map(({ level, cure }) => [level, cure])).toEqual([
    [40, 'Give it.'],
    [50, 'Give it.'],
    [30, undefined],
  ]);
});
