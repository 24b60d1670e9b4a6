import { resolve } from 'node:path';
import { loadCases } from '../cases';
import type { ProofCase } from '../cases';
import { loadPack } from '../content';
import { caseSections } from './case-sections';

const pack = loadPack(resolve(__dirname, '..', '..'));
const [rule] = pack.rules;
const template = rule && loadCases(pack, [rule])[0];

function proofCase(
  change: Partial<ProofCase> & { ages?: readonly [at: number, ingested: number][] },
): ProofCase {
  const { ages = [[-600_000, -600_000]], ...rest } = change;
  const record = template?.records[0];
  if (template === undefined || record === undefined) throw new Error('the pack has no case');
  const records = ages.map(([at, ingested], index) => ({ ...record, at, ingested, identity: `0.${index}` }));
  return { ...template, kind: 'hit', records, runs: [0], ...rest };
}

describe('caseSections', () => {
  const base = proofCase({ id: 'base' });
  const miss = { kind: 'near_miss', of: 'base' } as const;

  test.each([
    ['hits', proofCase({ id: 'x' })],
    ['schedule', proofCase({ id: 'x', ages: [[-900_000, -600_000]] })],
    ['schedule', proofCase({ id: 'x', runs: [-300_000, 0] })],
    ['nearMisses', proofCase({ id: 'x', ...miss })],
    ['schedule', proofCase({ id: 'x', ...miss, ages: [[-660_000, -660_000]] })],
    ['schedule', proofCase({ id: 'x', ...miss, ages: [] })],
    ['schedule', proofCase({ id: 'x', ...miss, runs: [-60_000] })],
  ] as const)('%s', (section, one) => {
    const { [section]: cases } = caseSections([base, one]);
    expect(cases.map(({ id }) => id)).toContain('x');
    expect(Object.values(caseSections([base, one])).flat()).toHaveLength(2);
  });
});
