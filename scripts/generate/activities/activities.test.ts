import { loadPack } from '../../content';
import type { Pack } from '../../content';
import { RecordMatcher } from '../../detection';
import type { Emission } from '../emission';
import { readProfile } from '../profile';
import type { Profile } from '../profile';
import { Random } from '../random';
import { makeTenant } from '../tenant';
import { ORDINARY_ACTIVITIES } from './index';

/** Rates that make rare activities frequent enough for a short span to show them. */
const FREQUENT = { 'inbox-rules': 2, 'exchange-admin': 2, pim: 1, dlp: 1, sharing: 2, 'entra-directory': 2 };
const profile = readProfile(undefined, { users: 200, days: 2, rates: FREQUENT });

function generated(of: Profile): Map<string, Emission[]> {
  const tenant = makeTenant(of);
  return new Map(
    ORDINARY_ACTIVITIES.map((activity) => [
      activity.name,
      [...activity.emissions(tenant, of, Random.of(of.seed, activity.name))],
    ]),
  );
}

const log = generated(profile);
const all = [...log.values()].flat();
let pack: Pack;

beforeAll(() => {
  pack = loadPack('.');
});

test('every activity is in order and within the span', () => {
  for (const [name, emissions] of log) {
    expect([name, emissions.length > 0]).toEqual([name, true]);
    const times = emissions.map(({ occurred }) => occurred);
    expect([name, times.findIndex((time, index) => time < (times[index - 1] ?? 0))]).toEqual([name, -1]);
    expect(times[0]).toBeGreaterThanOrEqual(profile.start);
    expect(times.at(-1)).toBeLessThan(profile.start + profile.days * 86_400_000);
  }
});

test('every record is JSON with the members that the pipelines need, each slot filled', () => {
  const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const wrong = all.filter(({ text, stream, occurred }) => {
    if (/undefined|\[object|NaN|\\u000[12]/.test(text)) return true;
    const record = JSON.parse(text) as Record<string, unknown>;
    if (stream !== 'o365.audit') return false;
    const { Id, CreationTime, RecordType, Operation, UserId, Workload, OrganizationId } = record;
    return !(
      guid.test(String(Id)) &&
      CreationTime === new Date(occurred).toISOString().slice(0, 19) &&
      typeof RecordType === 'number' &&
      [Operation, UserId, Workload, OrganizationId].every((value) => typeof value === 'string')
    );
  });
  expect(wrong).toEqual([]);
});

test('ids are unique', () => {
  const ids = all
    .filter(({ stream }) => stream === 'o365.audit')
    .map(({ text }) => /"Id":"([^"]+)"/.exec(text)?.[1]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the same seed gives the same bytes, and an activity does not change another’s', () => {
  const digest = (emissions: readonly Emission[] = []): string =>
    emissions.map(({ text }) => text).join('\n');
  const again = generated(profile);
  expect([...log].filter(([name, emissions]) => digest(again.get(name)) !== digest(emissions))).toEqual([]);
  const without = generated({ ...profile, rates: { ...profile.rates, teams: 0 } });
  expect(without.get('teams')).toEqual([]);
  expect(digest(without.get('sign-in')) === digest(log.get('sign-in'))).toBe(true);
});

test('addresses and domains are reserved ones', () => {
  const allowed = /^(192\.0\.2|198\.51\.100|203\.0\.113|10\.\d+\.\d+)\.\d+$/;
  // Versions of browsers and servers have four parts too.
  const version = /(Chrome|Edg)\/[\d.]+|\(15\.[\d.]+\)/g;
  // SharePoint's form of a user key, Teams' form of a thread.
  const fixed = /@live\.com|@unq\.gbl\.spaces/g;
  const others = all.flatMap(({ text }) => [
    ...(text.replace(version, '').match(/\b\d+\.\d+\.\d+\.\d+\b/g) ?? []).filter(
      (found) => !allowed.test(found),
    ),
    ...(text.replace(fixed, '').match(/@[a-z0-9.-]+\.[a-z]+/g) ?? []).filter(
      (found) => !/^@(contoso(\.onmicrosoft)?|example)\.com$/.test(found),
    ),
  ]);
  expect(others).toEqual([]);
});

test('every record passes its pipeline, and none matches a single-record rule of severity high or critical', () => {
  const matchers = new Map(
    [...pack.streams].map(([name, stream]) => [name, new RecordMatcher(stream, pack.rules)]),
  );
  const loud = new Set<string>();
  const checked = [...log.values()].flatMap((emissions) => emissions.slice(0, 5_000));
  expect(checked.length).toBeGreaterThan(20_000);
  for (const { text, stream, arrival } of checked) {
    const rules = matchers.get(stream)?.match(text, arrival);
    if (rules === undefined) throw new Error(`the pipeline of ${stream} does not take ${text}`);
    for (const rule of rules) {
      if (rule.type === 'query' && ['high', 'critical'].includes(rule.severity)) loud.add(rule.slug);
    }
  }
  expect([...loud]).toEqual([]);
});

/** The largest number of records with the same value. */
function most(values: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

test('wrong passwords stay below a spray, subjects below a wave of phishing, owners read their own mail only', () => {
  const wrongPasswords = all.filter(({ text }) => text.includes('"LogonError":"InvalidUserNameOrPassword"'));
  expect(wrongPasswords.length).toBeGreaterThan(0);
  expect(most(wrongPasswords.map(({ text }) => /"ClientIP":"([^"]+)"/.exec(text)?.[1] ?? ''))).toBeLessThan(
    10,
  );
  const sent = all.filter(({ text }) => text.includes('"Operation":"Send"'));
  expect(sent.length).toBeGreaterThan(0);
  expect(most(sent.map(({ text }) => /"Subject":"([^"]+)"/.exec(text)?.[1] ?? ''))).toBe(1);
  expect(all.filter(({ text }) => text.includes('"LogonType":2'))).toEqual([]);
});

test('administrators, who grant rights, set up no inbox rules', () => {
  const rules = log.get('inbox-rules') ?? [];
  expect(rules.filter(({ text }) => text.includes('"UserId":"admin.'))).toEqual([]);
});
