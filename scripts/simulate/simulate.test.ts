import { resolve } from 'node:path';
import { loadPack } from '../content';
import { generateLog, readProfile } from '../generate';
import { simulate } from './simulate';

const pack = loadPack(resolve(__dirname, '../..'));

test('every suspicious grant of the generator is found by each of its rules', async () => {
  const labels = new Map<string, readonly string[]>();
  const profile = readProfile(undefined, {
    users: 40,
    days: 3,
    start: '2026-03-02T00:00:00Z',
    seed: 'recall',
  });
  const log = generateLog(profile, {
    activities: [],
    onLabel: ({ record, rules }) => labels.set(record, rules),
  });
  const { report } = await simulate(pack, log, { labels, workers: 0 });
  const wanted = new Set([...labels.values()].flat());
  const judged = report.rules.filter(({ slug }) => wanted.has(slug));
  expect(judged.map(({ slug }) => slug)).toContain('exo-mailbox-permission-off-hours');
  expect(judged.map(({ slug, recall }) => ({ slug, recall }))).toEqual(
    [...wanted].sort().map((slug) => ({ slug, recall: 1 })),
  );
}, 60_000);
