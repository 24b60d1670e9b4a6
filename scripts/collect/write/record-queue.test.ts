import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { makeItem } from './item';
import type { ItemOwner } from './item';
import { RecordQueue } from './record-queue';

const MOST = 1_000_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function owner(): ItemOwner & { readonly outcomes: string[] } {
  const outcomes: string[] = [];
  return { asked: false, queued: 0, outcomes, settled: (outcome) => void outcomes.push(outcome) };
}

test('of a record that waits for another with its Id the text is not kept', async () => {
  const queue = new RecordQueue(MOST);
  const [first, later] = [owner(), owner()];
  const texts: WeakRef<object>[] = [];
  const add = (of: ItemOwner): boolean => {
    const item = makeItem('t', { id: 'a', text: JSON.stringify({ Id: 'a', n: texts.length }) }, of);
    texts.push(new WeakRef(item));
    queue.take(item.bytes);
    return queue.add(item);
  };
  expect(add(first)).toBe(true);
  expect(Array.from({ length: 100 }, () => add(later))).not.toContain(true);
  // What a WeakRef was made of in this turn is kept to its end.
  await turn();
  collectGarbage();
  expect(texts.map((text) => text.deref() !== undefined)).toEqual([true, ...Array<boolean>(100).fill(false)]);
  for (const item of queue.next(10, MOST)) queue.settle(item, 'created');
  expect(first.outcomes).toEqual(['created']);
  expect(later.outcomes).toEqual(Array(100).fill('duplicate'));
  expect(queue.heldBytes).toBe(0);
});
