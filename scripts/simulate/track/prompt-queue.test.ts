import { PromptQueue } from './prompt-queue';

/** What is settled after each arrival: `[name, occurred, arrival]`. */
function settledOf(all: readonly (readonly [string, number, number])[], reach: number): string[] {
  const queue = new PromptQueue<string>(reach);
  const out: string[] = [];
  for (const [name, occurred, arrival] of all) {
    queue.add(name, occurred, arrival);
    for (const { item, happened } of queue.settled(arrival)) out.push(`${item}@${happened}`);
  }
  out.push('end');
  for (const { item, happened } of queue.settled(Infinity)) out.push(`${item}@${happened}`);
  return out;
}

test('brings late ones into the order in which they happened', () => {
  expect(
    settledOf(
      [
        ['b', 20, 21],
        ['a', 10, 30],
        ['c', 40, 41],
      ],
      25,
    ),
  ).toEqual(['a@10', 'end', 'b@20', 'c@40']);
});

test('what happened together keeps the order of arrival', () => {
  expect(
    settledOf(
      [
        ['a', 10, 11],
        ['b', 10, 12],
        ['c', 10, 13],
      ],
      100,
    ),
  ).toEqual(['end', 'a@10', 'b@10', 'c@10']);
});

test('what is later than its reach happened that long before it arrived', () => {
  expect(
    settledOf(
      [
        ['a', 50, 60],
        ['b', 0, 70],
      ],
      25,
    ),
  ).toEqual(['b@45', 'end', 'a@50']);
});
