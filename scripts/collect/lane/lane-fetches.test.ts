import { LaneFetches } from './lane-fetches';
import { Slots } from './slots';

async function turn(): Promise<void> {
  await new Promise(setImmediate);
}

test('a lane whose requests are not granted holds no slot', async () => {
  const slots = new Slots(1);
  const [waiting, going] = [new LaneFetches(slots), new LaneFetches(slots)];
  let grant = (): void => undefined;
  const granted = new Promise<void>((resolve) => (grant = resolve));
  let taken = false;
  const first = waiting.take(() => granted).then(() => (taken = true));
  await going.take(() => Promise.resolve());
  grant();
  await turn();
  expect(taken).toBe(false);
  going.release();
  await first;
});

test('of a lane one request at most is granted while it waits for a slot', async () => {
  const slots = new Slots(1);
  await slots.take();
  const lane = new LaneFetches(slots);
  let granted = 0;
  const all = [1, 2, 3].map(() => lane.take(() => Promise.resolve(void (granted += 1))));
  await turn();
  expect(granted).toBe(1);
  slots.release();
  await turn();
  expect(granted).toBe(2);
  lane.release();
  lane.release();
  await Promise.all(all);
  expect(granted).toBe(3);
});

test('a request that is not granted for an error takes no slot, and the next has its turn', async () => {
  const slots = new Slots(1);
  const lane = new LaneFetches(slots);
  await expect(lane.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await lane.take(() => Promise.resolve());
});
