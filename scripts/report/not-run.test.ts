import { resolve } from 'node:path';
import { loadCases } from '../cases';
import { loadPack } from '../content';
import type { Rule } from '../content';
import { createEmbeddedEngine } from '../engine/embedded';
import type { StartedEngine } from '../engine/engine';
import { isProven, prove } from '../verify';
import type { PackProof } from '../verify';
import { proofJson, proofJunit, proofText } from '.';

const pack = loadPack(resolve(__dirname, '..', '..'));
const [rule, other] = ['exo-management-role-assignment', 'exo-mailbox-sendas-granted'].map((slug) =>
  pack.rules.find((one) => one.slug === slug)!,
) as [Rule, Rule];
const esql = { ...other, type: 'esql' } as Rule;
const cases = loadCases(pack, [rule, other]);

async function proofOn(rules: readonly Rule[], changed: Partial<StartedEngine> = {}): Promise<PackProof> {
  await using engine = await createEmbeddedEngine().start();
  return await prove({ pack, rules, cases, engine: Object.assign(engine, changed), embedded: new Map() });
}

describe('a rule that the engine cannot run', () => {
  test('is not run, says why, and is not counted among the proven ones', async () => {
    const proof = await proofOn([rule, esql]);
    expect(proof.rules.map(({ status, notRun }) => [status, notRun])).toEqual([
      ['proven', undefined],
      ['not_run', 'the engine has no ES|QL'],
    ]);
    const text = proofText(proof);
    expect(text).toContain('exo-mailbox-sendas-granted  not run: the engine has no ES|QL');
    expect(text).toMatch(/1 rule proven · 0 failed · 1 not run/);
    expect(JSON.parse(proofJson(proof))).toMatchObject({ proven: 1, failed: 0, not_run: 1 });
  });

  test('is a skipped test of the JUnit report', async () => {
    const report = await proofJunit(await proofOn([rule, esql]));
    expect(report).toMatch(/<testsuites[^>]* skipped="1"/);
    expect(report).toContain('<skipped message="the engine has no ES|QL"/>');
  });

  test('does not fail the proof, but does not prove anything alone', async () => {
    expect(isProven(await proofOn([rule, esql]))).toBe(true);
    expect(isProven(await proofOn([esql]))).toBe(false);
  });

  test('fails the proof on the embedded engine, unless it is ES|QL', async () => {
    const eql = { ...other, type: 'eql' } as Rule;
    const capabilities = { ...(await proofCapabilities()), eql: false };
    const proof = await proofOn([rule, eql], { capabilities });
    expect(proof.rules.map(({ status }) => status)).toEqual(['proven', 'not_run']);
    expect(isProven(proof)).toBe(false);
    expect(isProven({ ...proof, engine: { ...proof.engine, name: 'local' } })).toBe(true);
  });

  test('fails when it has no case at all', async () => {
    const lonely = { ...esql, slug: 'nobody-knows-me' } as Rule;
    const proof = await proofOn([rule, lonely]);
    expect(proof.rules[1]).toMatchObject({ status: 'failed', problems: [{ code: 'PROOF_NO_HIT' }] });
    expect(isProven(proof)).toBe(false);
  });
});

async function proofCapabilities(): Promise<StartedEngine['capabilities']> {
  await using engine = await createEmbeddedEngine().start();
  return engine.capabilities;
}
