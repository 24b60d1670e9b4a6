import { TENANT } from '../../../fixtures/management-api';
import { LaneWorld } from '../../testing/lane-world';
import { until } from '../../testing/until';

test.each([
  ['AF50000', 'internalError', 'AF50000 '],
  ['a connection that breaks', 'reset', 'ECONNRESET '],
] as const)('%s at the start of a subscription is told with what follows', async (_what, fault, cause) => {
  await using world = await LaneWorld.start({ tenants: [{ id: TENANT, subscriptions: [] }] });
  world.api.fail('start', fault, { times: 50 });
  const { status } = world.run();
  await until(() => status.error !== undefined, 'the failure');
  const told = (): unknown => expect.stringContaining(`not subscribed yet: ${cause}`);
  expect(status.error).toMatchObject({ code: 'NOT_SUBSCRIBED', message: told() });
  // Also as long as it is waited for the next start.
  await until(() => world.log.some(({ msg }) => /in (1[0-5]|\d) minutes/.test(String(msg))), 'a minute');
  expect(status.error).toMatchObject({ message: told() });
});
