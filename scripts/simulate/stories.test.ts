import { resolve } from 'node:path';
import { loadPack } from '../content';
import { generateLog, loadStories, readProfile } from '../generate';
import type { Label } from '../generate';
import { simulate } from '.';

const root = resolve(__dirname, '..', '..');
const pack = loadPack(root);
const stories = loadStories(
  root,
  pack.rules.map(({ slug }) => slug),
);

/** All stories, once each, in days of a small tenant; grants are left out, so every label is that of a story. */
async function play(): Promise<{
  labels: readonly Label[];
  found: ReadonlyMap<string, ReadonlySet<string>>;
}> {
  const profile = readProfile(undefined, { users: 60, days: 3, seed: 'played' });
  const labels: Label[] = [];
  const wanted = new Map<string, readonly string[]>();
  const log = generateLog(profile, {
    grants: false,
    stories,
    storyRuns: stories.length,
    onLabel: (label) => {
      labels.push(label);
      wanted.set(label.record, label.rules);
    },
  });
  const { tracks } = await simulate(pack, log, { labels: wanted, workers: 0 });
  const found = new Map(
    [...tracks].map(([slug, { alerts }]) => [slug, new Set(alerts.flatMap(({ labelled }) => labelled))]),
  );
  return { labels, found };
}

describe('stories among the ordinary days of a small tenant', () => {
  let played: Awaited<ReturnType<typeof play>>;

  beforeAll(async () => {
    played = await play();
  }, 120_000);

  test.each(stories.flatMap(({ name, steps }) => steps.map((step) => [name, step.name, step] as const)))(
    '%s, %s: each of its rules alerts',
    (story, name, { rules, repeat }) => {
      const records = played.labels.filter((label) => label.story === story && label.step === name);
      expect(records).toHaveLength(repeat);
      // A rule that counts, or that alerts on the first time only, has one alert for many records.
      const silent = rules.filter(
        (slug) => !records.some(({ record }) => played.found.get(slug)?.has(record)),
      );
      expect(silent).toEqual([]);
    },
  );

  it.each(['query', 'threshold', 'new_terms', 'eql'])('have rules of the type %s', (type) => {
    const told = new Set(stories.flatMap(({ steps }) => steps.flatMap(({ rules }) => rules)));
    expect(pack.rules.filter((rule) => rule.type === type && told.has(rule.slug))).not.toEqual([]);
  });
});
