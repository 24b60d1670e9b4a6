import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadCases } from '../cases';
import { loadPack } from '../content';
import { createEmbeddedEngine } from '../engine/embedded';
import { prove } from '../verify';
import { syntheticPack } from './synthetic-pack';

test('the rules of the synthetic pack are proven, so that proving them can be measured', async () => {
  const folder = syntheticPack(resolve(__dirname, '..', '..'), 3);
  try {
    const pack = loadPack(folder);
    await using engine = await createEmbeddedEngine().start();
    const { rules } = await prove({ pack, rules: pack.rules, cases: loadCases(pack), engine });
    expect(rules.map(({ status, cases }) => [status, cases.length])).toEqual([
      ['proven', 10],
      ['proven', 10],
      ['proven', 10],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
