import { resolve } from 'node:path';
import type { JsonObject } from '../../base/json';
import { loadPack } from '../../content';
import type { EqlRule, Rule } from '../../content';
import { RecordMatcher, runRule } from '../../detection';
import type { Search } from '../../detection';
import { EqlSearcher } from '../../eql';
import { SearchIndex } from '../../query-dsl';
import { Random } from '../random';
import { makeTenant } from '../tenant';
import { mailboxPermissionRecords } from './generate';
import type { GrantEmission } from './generate';
import { PATTERN_RULES } from './patterns';
import type { Pattern } from './patterns';

const pack = loadPack(resolve(__dirname, '..', '..', '..'));
const stream = pack.streams.get('o365.audit')!;
const matcher = new RecordMatcher(stream, pack.rules);
const sequenceRule = pack.rules.find(
  ({ slug }) => slug === PATTERN_RULES['recently-created-account'],
) as EqlRule;

const profile = {
  seed: 'recall',
  users: 4000,
  start: Date.UTC(2026, 2, 2),
  days: 13,
  timeZone: pack.tenant.office_hours.time_zone,
  mailboxPermissionsPerHour: 3,
};
const tenant = makeTenant(profile);

describe.each(['document', 'wire'] as const)('2,000 records in the dialect %s', (dialect) => {
  const random = Random.of(profile.seed, 'mailbox-permission');
  const emissions = [...mailboxPermissionRecords(tenant, { ...profile, dialect }, random, 0.3).take(2000)];
  const documents = emissions.map(({ text, arrival }) => ingest(text, arrival));
  const found = emissions.map(({ text, arrival }) => matcher.match(text, arrival));

  it('are 2,000', () => {
    expect(emissions).toHaveLength(2000);
  });

  it('pass the pipeline, with what the rules look at', () => {
    documents.forEach((document, index) => {
      expect(document).toMatchObject({
        '@timestamp': new Date(emissions[index]!.occurred).toISOString(),
        event: { dataset: 'o365.audit', provider: 'Exchange', code: 'ExchangeAdmin', kind: 'event' },
        organization: { id: tenant.id },
      });
      expect(document).not.toHaveProperty('error');
    });
    const outcomes = Object.groupBy(documents, ({ event }) => (event as { outcome: string }).outcome);
    expect(Object.keys(outcomes).sort()).toEqual(['failure', 'success']);
  });

  const chosen = (Object.keys(PATTERN_RULES) as Pattern[]).filter(
    (name) => name !== 'recently-created-account',
  );

  it.each(chosen)('has every record of %s found by its rule', (pattern) => {
    const due = emissions.flatMap((emission, index) => (isDue(emission, pattern) ? [index] : []));
    expect(due.length).toBeGreaterThan(30);
    const missed = due.filter((index) => !slugs(found[index]).includes(PATTERN_RULES[pattern]));
    expect(missed.map((index) => emissions[index]?.text)).toEqual([]);
  });

  it('has every recently created account found by its rule', async () => {
    const due = emissions.filter((emission) => isDue(emission, 'recently-created-account'));
    expect(due.length).toBeGreaterThan(3);
    const creations = tenant.newAccounts.map(({ person, created }) =>
      ingest(addUser(person.upn, created), created),
    );
    const search = searchOver([...creations, ...documents]);
    const now = profile.start + profile.days * 86_400_000;
    const rule = { ...sequenceRule, from: 'now-30d', max_signals: 1000 };
    const { alerts } = await runRule(rule, search, { now });
    const granted = alerts.map(({ sequence }) => idOf(sequence?.events.at(-1)?._source));
    expect(granted.sort()).toEqual(due.map(({ label }) => label).sort());
  });

  it('has no ordinary record found by a rule of severity high or critical that alerts on one record', () => {
    const loud = emissions.flatMap((emission, index) =>
      emission.label === undefined ? (found[index] ?? []).filter(isLoud) : [],
    );
    expect(loud.map(({ slug }) => slug)).toEqual([]);
  });

  it('has no record found by the rule of a pattern that it does not follow', () => {
    const wrong = emissions.flatMap(({ truth, text }, index) =>
      slugs(found[index]).some(
        (slug) => Object.values(PATTERN_RULES).includes(slug) && !truth.rules.includes(slug),
      )
        ? [text]
        : [],
    );
    expect(wrong).toEqual([]);
  });
});

const slugs = (rules: readonly Rule[] | undefined): string[] => (rules ?? []).map(({ slug }) => slug);
const isLoud = ({ severity, type }: Rule): boolean =>
  type !== 'threshold' && (severity === 'high' || severity === 'critical');
const idOf = (source: JsonObject | undefined): unknown =>
  (source?.['event'] as JsonObject | undefined)?.['id'];

function isDue({ truth }: GrantEmission, pattern: Pattern): boolean {
  return truth.patterns.includes(pattern) && truth.rules.includes(PATTERN_RULES[pattern]);
}

function ingest(message: string, arrival: number): JsonObject {
  const document = { index: stream.name, id: null, source: { message } };
  const outcome = stream.compiled.run([stream.defaultPipeline], document, arrival);
  if (outcome.kind !== 'document') throw new Error(`${outcome.kind}: ${message}`);
  return outcome.source;
}

function addUser(upn: string, created: number): string {
  return JSON.stringify({
    CreationTime: new Date(created).toISOString().slice(0, 19),
    Id: `account-${upn}`,
    Operation: 'Add user.',
    OrganizationId: tenant.id,
    RecordType: 8,
    ResultStatus: 'Success',
    UserType: 0,
    Workload: 'AzureActiveDirectory',
    UserId: tenant.administrators[0]?.upn,
    ObjectId: upn,
  });
}

function searchOver(documents: readonly JsonObject[]): Search {
  const index = new SearchIndex(stream.mapping);
  documents.forEach((document, number) => index.create(stream.name, `d${number}`, document));
  const searcher = new EqlSearcher();
  const search: Search = (request) => Promise.resolve(index.search(request));
  return Object.assign(search, {
    eql: (request: Parameters<NonNullable<Search['eql']>>[0]) => {
      const hits = index
        .find({ index: request.index, query: request.filter, size: 0 })
        .found.map(({ document, stored: { index: _index, id: _id, version, source } }) => ({
          document,
          hit: { _index, _id, _version: version, _source: source },
        }));
      return Promise.resolve(searcher.search(request, [{ queries: index.querySet(), documents: hits }]));
    },
  });
}
