import { join } from 'node:path';
import { loadPack } from '../content';
import { ORDINARY_ACTIVITIES } from './activities';
import { mailboxPermission } from './mailbox-permission';
import { generateLog } from './generate-log';
import type { LogOptions } from './generate-log';
import { readProfile } from './profile';
import type { Profile } from './profile';
import { loadStories } from './stories';
import type { Label } from './stories';
import type { Emission } from './emission';

const root = join(__dirname, '..', '..');
const slugs = loadPack(root).rules.map(({ slug }) => slug);
const stories = loadStories(root, slugs);
const profile = readProfile(undefined, { users: 40, days: 10, seed: 'log' });

function made(of: Profile, options: LogOptions = {}): { log: Emission[]; labels: Label[] } {
  const labels: Label[] = [];
  const log = [...generateLog(of, { ...options, onLabel: (label) => labels.push(label) })];
  return { log, labels };
}

test('read twice it is the same, and in order of arrival', () => {
  const log = generateLog(profile, { stories });
  const once = [...log];
  expect(once.length).toBeGreaterThan(10_000);
  expect([...log]).toEqual(once);
  expect(once.every(({ arrival }, index) => arrival >= (once[index - 1]?.arrival ?? 0))).toBe(true);
});

test('each labelled record has one label, and each label a record', () => {
  const { log, labels } = made(profile, { stories, storyRuns: stories.length });
  const labelled = new Set(log.flatMap(({ label }) => label ?? []));
  expect(new Set(labels.map(({ record }) => record))).toEqual(labelled);
  expect(labels).toHaveLength(labelled.size);
  expect(new Set(labels.map(({ story }) => story))).toEqual(
    new Set([mailboxPermission.name, ...stories.map(({ name }) => name)]),
  );
});

test('a log that is read in part has the labels of that part', () => {
  const labels = new Set<string>();
  const seen = new Set<string>();
  for (const { label } of generateLog(profile, { onLabel: ({ record }) => labels.add(record) })) {
    if (label !== undefined) seen.add(label);
    if (seen.size === 5) break;
  }
  expect(labels).toEqual(seen);
});

test('the share of attacks is kept', () => {
  // Beside 40 people the collector’s heartbeats would be a third of the log; the share is that of the tenant’s records.
  const activities = ORDINARY_ACTIVITIES.filter(({ name }) => name !== 'collector-heartbeats');
  const { log, labels } = made({ ...profile, attackShare: 0.05 }, { activities, stories, grants: false });
  const ids = new Set(log.map(({ text }) => text));
  const longest = Math.max(...stories.map(({ steps }) => steps.reduce((sum, { repeat }) => sum + repeat, 0)));
  expect(Math.abs(labels.length - 0.05 * ids.size)).toBeLessThan(longest + 0.002 * ids.size);
  expect(labels.length).toBeGreaterThan(2 * longest);
});

test('nothing but what is asked for', () => {
  expect(made(profile, { activities: [], grants: false }).log).toEqual([]);
  const { log } = made(profile, { activities: [] });
  expect(log.length).toBeGreaterThan(500);
  expect(log.filter(({ text }) => !/"Operation":"(Add-|Set-)/.test(text))).toEqual([]);
});

test('what stands for an attack share is no share from 1 on', () => {
  expect(() => generateLog({ ...profile, attackShare: 1 })).toThrow(/GENERATE_ATTACK_SHARE/);
});

test('a story that does not fit is refused at the call, before any record', () => {
  expect(() => generateLog({ ...profile, days: 0.01 }, { stories })).toThrow(/STORY_TOO_LONG/);
});
