import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentError } from '../../base/errors';
import { isKqlRule, loadPack } from '../../content';
import { RecordMatcher } from '../../detection';
import type { Emission } from '../emission';
import { readProfile } from '../profile';
import { makeTenant } from '../tenant';
import { loadStories, playStories } from '.';
import type { Label, PlayPlan } from '.';

const root = join(__dirname, '..', '..', '..');
const pack = loadPack(root);
const slugs = pack.rules.map(({ slug }) => slug);
const stories = loadStories(root, slugs);
const profile = readProfile(undefined, { users: 60, days: 10, seed: 'stories' });
const tenant = makeTenant(profile);
const plan: PlayPlan = { seed: 'stories', start: profile.start, days: 10, records: 0, runs: 12 };

function play(changes: Partial<PlayPlan> = {}): { emissions: Emission[]; labels: Map<string, Label> } {
  const labels = new Map<string, Label>();
  const emissions = [
    ...playStories(stories, tenant, { ...plan, ...changes }, (label) => labels.set(label.record, label)),
  ];
  return { emissions, labels };
}

test('every file of fixtures/stories/ is a story', () => {
  expect(stories.map(({ name }) => name)).toEqual([
    'credential-phishing',
    'delegate-bulk-mail-access',
    'helpdesk-compromise',
    'mfa-off-then-mass-grants',
    'password-spray',
    'silenced-audit',
    'standing-azure-access',
    'teams-helpdesk-ruse',
    'transport-rule-copies-mail',
    'unwatched-mailbox',
  ]);
});

test('each record is found by every rule that its step names, and its document has the label’s id', () => {
  const { emissions, labels } = play();
  const matchers = new Map(
    [...pack.streams].map(([dataset, stream]) => [dataset, new RecordMatcher(stream, pack.rules)]),
  );
  const kql = new Set(pack.rules.filter(isKqlRule).map(({ slug }) => slug));
  const missed: string[] = [];
  for (const { label: id = '', stream, text, arrival } of emissions) {
    const { story, step, rules } = labels.get(id) as Label;
    const found =
      matchers
        .get(stream)
        ?.match(text, arrival)
        ?.map(({ slug }) => slug) ?? [];
    missed.push(
      ...rules
        .filter((slug) => kql.has(slug) && !found.includes(slug))
        .map((slug) => `${story}/${step} ${slug}`),
    );
    const { compiled, defaultPipeline, name } = pack.streams.get(stream) ?? missing();
    const outcome = compiled.run(
      [defaultPipeline],
      { index: name, id: null, source: { message: text } },
      arrival,
    );
    expect(outcome).toMatchObject({ kind: 'document', id });
  }
  expect(missed).toEqual([]);
  expect(new Set([...labels.values()].map(({ story }) => story)).size).toBe(stories.length);
  expect(emissions).toHaveLength(labels.size);
});

test('the records do not tell that they are attacks, and no placeholder is left', () => {
  const { emissions, labels } = play();
  const telling = new RegExp(
    [
      ...stories.flatMap(({ name, steps }) => [name, ...steps.flatMap(({ rules }) => rules)]),
      '\\{\\{',
      'undefined',
    ].join('|'),
  );
  expect(emissions.filter(({ text }) => telling.test(text))).toEqual([]);
  expect(labels.size).toBeGreaterThan(100);
});

test('come in order, within the span, the same for the same seed', () => {
  const { emissions } = play();
  const times = emissions.map(({ occurred }) => occurred);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times[0]).toBeGreaterThanOrEqual(plan.start);
  expect(times.at(-1)).toBeLessThanOrEqual(plan.start + 10 * 86_400_000);
  expect(play().emissions).toEqual(emissions);
  expect(play({ seed: 'another' }).emissions).not.toEqual(emissions);
});

test('a run more leaves the records of the others as they are', () => {
  const more = new Set(play({ runs: 13 }).emissions.map(({ text }) => text));
  const { emissions } = play();
  expect(emissions.filter(({ text }) => !more.has(text))).toEqual([]);
  expect(more.size).toBeGreaterThan(emissions.length);
});

test('are played until there are enough records', () => {
  expect(play({ runs: 0, records: 500 }).emissions.length).toBeGreaterThanOrEqual(500);
  expect(play({ runs: 0, records: 0 }).emissions).toEqual([]);
});

test('a story longer than the span is refused', () => {
  expect(() => playStories(stories, tenant, { ...plan, days: 0.01 })).toThrow(/STORY_TOO_LONG/);
});

describe('wrong stories', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stories-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const good = readFileSync(join(root, 'fixtures', 'stories', 'credential-phishing.yml'), 'utf8');

  test.each([
    [
      'an unknown placeholder',
      'UserId: {{who.upn}}',
      'UserId: {{who.upm}}',
      'STORY_UNKNOWN_PLACEHOLDER',
      '{{who.upm}}',
    ],
    [
      'an unknown rule',
      '- exo-inbox-rule-hides-messages',
      '- exo-inbox-rule-hides-message',
      'STORY_UNKNOWN_RULE',
      'exo-inbox-rule-hides-message',
    ],
    ['an unknown person', 'who: victim', 'who: victm', 'STORY_UNKNOWN_PERSON', 'victm'],
    ['a step twice', 'step: hide', 'step: forward', 'STORY_DUPLICATE_STEP', 'forward'],
    ['an unknown key', 'title: A second', 'titel: A second', 'CONTENT_UNKNOWN_KEY', 'titel'],
    ['a time that is none', 'after: 3m', 'after: soon', 'CONTENT_INVALID_VALUE', '"soon"'],
    ['a negative time', 'after: 3m', 'after: -3m', 'CONTENT_INVALID_VALUE', '"-3m"'],
    ['no id', "Id: '{{id}}'", 'Id: fixed', 'STORY_NO_ID', undefined],
    [
      'a reserved name',
      '  victim: employee',
      '  victim: employee\n  tenant: employee',
      'STORY_RESERVED_NAME',
      'tenant',
    ],
  ])('%s', (_, from, to, code, found) => {
    const quoted = good.includes(from)
      ? [from, to]
      : [from.replace(/: (.*)$/, ": '$1'"), to.replace(/: (.*)$/, ": '$1'")];
    const [old = '', fresh = ''] = quoted;
    expect(good).toContain(old);
    const file = join(folder, 'credential-phishing.yml');
    writeFileSync(file, good.replace(old, fresh));
    const problem = problemOf(() => loadStories(folder, slugs, [file]), code);
    expect(problem?.location).toMatchObject({ file: 'credential-phishing.yml' });
    expect(problem?.found).toBe(found);
  });

  test('a file that is not there', () => {
    expect(
      problemOf(() => loadStories(folder, slugs, [join(folder, 'no.yml')]), 'STORY_MISSING_FILE')?.found,
    ).toBe('no.yml');
  });
});

function problemOf(step: () => unknown, code: string): ContentError['problems'][number] | undefined {
  try {
    step();
  } catch (error) {
    if (error instanceof ContentError) return error.problems.find((problem) => problem.code === code);
    throw error;
  }
  return undefined;
}

function missing(): never {
  throw new Error('the pack has no such stream');
}
