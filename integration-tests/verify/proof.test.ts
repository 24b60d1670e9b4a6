import { resolve } from 'node:path';
import type { JsonObject } from '../../scripts/base/json';
import { loadCases } from '../../scripts/cases';
import { isKqlRule, loadPack } from '../../scripts/content';
import { nativeDifference, runRule } from '../../scripts/detection';
import type { StartedEngine } from '../../scripts/engine/engine';
import { parseKql } from '../../scripts/kql';
import { compileKql } from '../../scripts/query-dsl';
import { prove, PROOF_NOW } from '../../scripts/verify';
import type { CaseProof, PackProof } from '../../scripts/verify';
import { sharedEngine } from '../engine/shared-server';

const pack = loadPack(resolve(__dirname, '..', '..'));
const cases = loadCases(pack);
const minute = 60_000;

describe('the pack on a real Elasticsearch', () => {
  let engine: StartedEngine;
  let proof: PackProof;
  let caseProofs: ReadonlyMap<string, CaseProof>;

  beforeAll(async () => {
    engine = await sharedEngine().start();
    proof = await prove({ pack, rules: pack.rules, cases, engine });
    caseProofs = new Map(proof.rules.flatMap((rule) => rule.cases.map((one) => [one.proofCase.key, one])));
  });

  afterAll(() => engine[Symbol.asyncDispose]());

  const kqlCases = cases.filter(({ rule }) => isKqlRule(rule));
  test.each(kqlCases.map(({ key, title }) => [key, title]))('%s: %s', (key) => {
    expect(caseProofs.get(key)?.failures).toEqual([]);
  });

  test.each(pack.rules.map((rule) => [rule.slug, rule.type] as const))(
    '%s (%s) is proven, every clause by a near miss of its own, or said to have not run',
    (slug, type) => {
      const rule = proof.rules.find((one) => one.rule.slug === slug);
      const isRun = type === 'eql' || type === 'esql' ? engine.capabilities[type] : true;
      expect(rule?.problems).toEqual([]);
      expect(rule?.status).toBe(isRun ? 'proven' : 'not_run');
    },
  );

  test('a near miss that proves a clause names a field of that clause first, as rule pages show it', () => {
    // One near miss of a threshold rule proves all of its clauses.
    const others = proof.rules.filter(({ rule }) => isKqlRule(rule) && rule.type !== 'threshold');
    const wrong = others.flatMap(({ rule, clauses }) =>
      clauses.filter(({ text, nearMiss }) => {
        const change = cases.find(
          ({ key }) => key === `${rule.service}/${rule.slug}#${nearMiss ?? ''}`,
        )?.title;
        const fields = change?.split(':')[0]?.split(', ') ?? [];
        return !fields.some((field) => text.includes(field));
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('every rule ran as a native kql query too, where engine and query allow it', () => {
    for (const { rule, native, cases: proven } of proof.rules) {
      if (!isKqlRule(rule)) continue;
      const why = engine.capabilities.kql ? nativeDifference(rule) : 'the engine has no kql query';
      expect([rule.slug, native]).toEqual([
        rule.slug,
        why === undefined ? { runs: proven.length } : { notRun: why },
      ]);
    }
  });

  test('the native kql query really does not find a value by an escaped wildcard, where Kibana’s query does', async () => {
    if (!engine.capabilities.kql) return;
    const [stream] = pack.rules[0]!.streams;
    const labels = { test: 'escaped: yes' };
    await engine.ingest([
      { stream: stream.name, source: { labels }, arrival: Date.now(), bypassPipeline: true },
    ]);
    const query = 'labels.test: escaped\\:*';
    const total = async (dsl: JsonObject): Promise<number> =>
      (await engine.search({ index: [stream.name], query: dsl, size: 0, track_total_hits: true })).total;
    expect(await total(compileKql(parseKql(query), stream.fields))).toBe(1);
    expect(await total({ kql: { query } })).toBe(0);
  });

  test('every stored document was compared with the one of the embedded pipeline', () => {
    expect(proof.documentsCompared).toBeGreaterThanOrEqual(cases.length);
  });

  describe('a record', () => {
    const rule = pack.rules.find(({ slug }) => slug === 'exo-management-role-assignment')!;
    const [stream] = rule.streams;
    const record = {
      CreationTime: '2026-03-10T11:42:18',
      Id: 'b1000001-1c2d-4e3f-8a9b-0c1d2e3f4a5b',
      Operation: 'New-ManagementRoleAssignment',
      OrganizationId: '5b7f3c0e-6a41-4d52-9c1e-2f8d7e90a1b4',
      RecordType: 1,
      UserType: 2,
      Workload: 'Exchange',
      UserId: 'it.admin@contoso.com',
      ResultStatus: 'True',
    };
    const deliver = (id: string, labels: Record<string, string>): ReturnType<StartedEngine['ingest']> =>
      engine.ingest([
        {
          stream: stream.name,
          source: {
            '@timestamp': new Date().toISOString(),
            message: JSON.stringify({ ...record, Id: id }),
            labels,
          },
          arrival: Date.now(),
        },
      ]);
    const alertsOf = async (label: string, now: number): Promise<number> => {
      const filters = [{ term: { 'labels.test': label } }];
      return (await runRule(rule, (request) => engine.search(request), { now, filters })).alerts.length;
    };

    test('is dated by the server’s clock when it arrives', async () => {
      const before = Date.now() - minute;
      await deliver('b1000001-1c2d-4e3f-8a9b-0c1d2e3f4a01', { test: 'clock' });
      expect(await alertsOf('clock', Date.now() + minute)).toBe(1);
      expect(await alertsOf('clock', before)).toBe(0);
    });

    test('that is delivered twice is stored once, at version 1', async () => {
      const id = 'b1000001-1c2d-4e3f-8a9b-0c1d2e3f4a02';
      const first = await deliver(id, { test: 'twice' });
      const second = await deliver(id, { test: 'twice' });
      expect([first[0]?.kind, second[0]?.kind]).toEqual(['created', 'duplicate']);
      const stored = (await engine.documents(stream.name)).filter((document) => document.id === id);
      expect(stored.map(({ version }) => version)).toEqual([1]);
    });

    test.each([
      [29, 1],
      [30, 1],
      [31, 0],
    ])('that arrived %d minutes ago gives %d alerts', async (age, alerts) => {
      const label = `edge-${age}`;
      const arrived = new Date(PROOF_NOW - age * minute).toISOString();
      await deliver(`b1000001-1c2d-4e3f-8a9b-0c1d2e3f4a${age}`, { test: label, rulepack_arrival: arrived });
      expect(await alertsOf(label, PROOF_NOW)).toBe(alerts);
    });

    test('in two overlapping runs alerts once', async () => {
      await deliver('b1000001-1c2d-4e3f-8a9b-0c1d2e3f4a04', {
        test: 'overlap',
        rulepack_arrival: new Date(PROOF_NOW - 10 * minute).toISOString(),
      });
      const filters = [{ term: { 'labels.test': 'overlap' } }];
      const search = engine.search.bind(engine);
      const first = await runRule(rule, search, { now: PROOF_NOW - 5 * minute, filters });
      const second = await runRule(rule, search, { now: PROOF_NOW, filters, state: first.state });
      const forgetful = await runRule(rule, search, { now: PROOF_NOW, filters });
      expect([first.alerts.length, second.alerts.length]).toEqual([1, 0]);
      expect(forgetful.alerts).toEqual(first.alerts);
    });
  });
});
