import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCases } from '../cases';
import { loadPack } from '../content';
import type { Pack } from '../content';
import {
  attackMatrix,
  coverage,
  coveragePage,
  loadDocuments,
  navigatorLayer,
  readProofs,
  recordedProofs,
  writeProofs,
} from '../coverage';
import type { Coverage } from '../coverage';
import type { EngineName } from '../engine/engine';
import { coverageText } from '../report';
import { EXIT } from './exit-codes';
import { proveOn } from './prove-on';
import { StatusLine } from './status-line';

export interface CoverageOptions {
  /** Prove the pack on this engine first and record the outcome; without it the recorded outcome counts. */
  readonly engine?: Exclude<EngineName, 'embedded'>;
  /** Write nothing; fail where the pages are not what they would be. */
  readonly check?: boolean;
  readonly json?: boolean;
}

/** Writes the coverage pages and prints what is missing; returns the exit code. */
export async function writeCoverage(root: string, options: CoverageOptions): Promise<number> {
  const pack = loadPack(root);
  const documents = loadDocuments(pack);
  const proofs = options.engine === undefined ? readProofs(root) : await provePack(pack, options.engine);
  const slugs = pack.rules.map(({ slug }) => slug);
  const outcome = coverage(slugs, documents, proofs);
  const pages = coverageFiles(pack, outcome);
  const stale = pages.filter(([path, text]) => textOf(join(root, path)) !== text).map(([path]) => path);
  if (options.check !== true) {
    if (options.engine !== undefined) writeProofs(root, proofs);
    for (const [path, text] of pages) writeFileSync(join(root, path), text);
  }
  const outOfDate = options.check === true ? stale : [];
  process.stdout.write(
    options.json === true ? `${JSON.stringify(outcome, null, 2)}\n` : `${coverageText(outcome, outOfDate)}\n`,
  );
  return outcome.gaps.length === 0 && outOfDate.length === 0 ? EXIT.proven : EXIT.failed;
}

/** The generated pages by their path below the root. */
function coverageFiles(pack: Pack, outcome: Coverage): [path: string, text: string][] {
  return [
    [join('docs', 'coverage.md'), coveragePage(outcome, pack.rules)],
    [join('docs', 'attack-matrix.md'), attackMatrix(pack)],
    [join('docs', 'attack-navigator-layer.json'), `${JSON.stringify(navigatorLayer(pack), null, 2)}\n`],
  ];
}

async function provePack(
  pack: Pack,
  engine: Exclude<EngineName, 'embedded'>,
): Promise<ReturnType<typeof recordedProofs>> {
  const status = new StatusLine();
  try {
    const request = { pack, rules: pack.rules, cases: loadCases(pack), status };
    const embedded = await proveOn('embedded', request);
    return recordedProofs(embedded, await proveOn(engine, request));
  } finally {
    status.clear();
  }
}

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
