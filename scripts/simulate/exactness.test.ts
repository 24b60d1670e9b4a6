import { resolve } from 'node:path';
import { durationMilliseconds } from '../base/duration';
import { loadPack } from '../content';
import { initialState, runRule } from '../detection';
import { createEngine } from '../engine';
import { generateLog, loadStories, readProfile } from '../generate';
import type { Emission } from '../generate';
import { simulate } from './simulate';

const MINUTE = 60_000;
const pack = loadPack(resolve(__dirname, '../..'));
const log: readonly Emission[] = [
  ...generateLog(readProfile(undefined, { users: 20, days: 1, seed: 7 }), {
    stories: loadStories(
      pack.root,
      pack.rules.map(({ slug }) => slug),
    ),
    storyRuns: 8,
  }),
];

/** Every run over everything that has arrived, on an engine. */
async function reference(slug: string, ticks: readonly number[]): Promise<string[]> {
  const rule = pack.rules.find((one) => one.slug === slug);
  if (!rule) throw new Error(slug);
  await using engine = await createEngine('embedded').start();
  await engine.install([...pack.streams.values()]);
  const search = Object.assign(engine.search.bind(engine), { eql: engine.eqlSearch.bind(engine) });
  const ids: string[] = [];
  let state = initialState;
  let next = 0;
  for (const now of ticks) {
    const requests = [];
    for (; (log[next]?.arrival ?? Infinity) <= now; next += 1) {
      const { stream, text, arrival } = log[next] as Emission;
      const { name } = pack.streams.get(stream) as { name: string };
      requests.push({ stream: name, source: { message: text }, arrival });
    }
    if (requests.length > 0) await engine.ingest(requests);
    const result = await runRule(rule, search, { now, state });
    ids.push(...result.alerts.map(({ id }) => id));
    state = result.state;
  }
  return ids;
}

test('a simulation alerts as every run over everything would, for each type of rule', async () => {
  const { report, tracks } = await simulate(pack, log, { workers: 0 });
  const start = Math.floor((log[0]?.arrival ?? 0) / MINUTE) * MINUTE;
  const end = log.at(-1)?.arrival ?? 0;
  const busy = report.rules.filter(({ alerts }) => alerts > 0);
  const typeOf = (slug: string): string => pack.rules.find((rule) => rule.slug === slug)?.type ?? '';
  const byType = Map.groupBy(busy, ({ slug }) => typeOf(slug));
  expect([...byType.keys()].sort()).toEqual(['eql', 'new_terms', 'query', 'threshold']);
  for (const [one] of byType.values()) {
    const slug = one?.slug ?? '';
    const rule = pack.rules.find((one) => one.slug === slug);
    const interval = durationMilliseconds(rule?.interval ?? '');
    const ticks = [];
    for (let now = start; now <= end + 6 * 60 * MINUTE; now += interval) ticks.push(now);
    const alerts = tracks.get(slug)?.alerts.map(({ id }) => id);
    expect({ slug, alerts }).toEqual({ slug, alerts: await reference(slug, ticks) });
  }
}, 120_000);
