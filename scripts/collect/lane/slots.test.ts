import { Slots } from './slots';

test('so many at once, the others in their order', async () => {
  const slots = new Slots(2);
  const taken: string[] = [];
  const take = (name: string): Promise<void> => slots.take().then(() => void taken.push(name));
  const all = Promise.all(['a', 'b', 'c', 'd'].map(take));
  await new Promise(setImmediate);
  expect(taken).toEqual(['a', 'b']);
  slots.release();
  await new Promise(setImmediate);
  expect(taken).toEqual(['a', 'b', 'c']);
  slots.release();
  await all;
  slots.release();
  slots.release();
  await take('e');
  expect(taken).toEqual(['a', 'b', 'c', 'd', 'e']);
});
