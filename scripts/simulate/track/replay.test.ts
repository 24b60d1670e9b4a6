import { resolve } from 'node:path';
import { loadPack } from '../../content';
import { replay } from '.';

const START = Date.parse('2026-03-02T00:00:00Z');
const rule = loadPack(resolve(__dirname, '../../..')).rules.find(({ type }) => type === 'query');
if (rule === undefined) throw new Error('a query rule');

const documents = [3, 20].map((minute) => {
  const arrival = START + minute * 60_000;
  const source = { event: { ingested: new Date(arrival).toISOString() } };
  return { index: rule.streams[0].name, id: `d${minute}`, source, occurred: arrival, arrival };
});

test('a rule on documents alone, on its schedule since the first', async () => {
  const alerts = await replay(rule, documents);
  expect(alerts.map(({ at, documents: places }) => [(at - START) / 60_000, places])).toEqual([
    [5, [0]],
    [20, [1]],
  ]);
});

test('without documents there is none', async () => {
  expect(await replay(rule, [])).toEqual([]);
});
