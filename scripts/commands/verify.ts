import { loadCases } from '../cases';
import { loadPack } from '../content';
import type { EngineName } from '../engine/engine';
import { proofJson, proofJunit, proofText } from '../report';
import { isProven } from '../verify';
import type { PackProof } from '../verify';
import { EXIT } from './exit-codes';
import { proveOn } from './prove-on';
import { StatusLine } from './status-line';
import { selectRules } from './select-rules';
import type { Selection } from './select-rules';
import { writeReport } from './write-report';

export interface VerifyOptions extends Selection {
  readonly engine: EngineName;
  readonly json?: boolean;
  readonly junit?: string;
}

/** Proves the selected rules once and prints the outcome; returns the exit code. */
export async function verify(root: string, options: VerifyOptions): Promise<number> {
  const pack = loadPack(root);
  const rules = selectRules(pack, options);
  if (rules.length === 0) {
    process.stdout.write(`No rule changed since ${options.changed ?? ''}: nothing to prove.\n`);
    return EXIT.proven;
  }
  const cases = loadCases(pack, rules);
  const status = new StatusLine();
  let proof: PackProof;
  try {
    proof = await proveOn(options.engine, { pack, rules, cases, status });
  } finally {
    status.clear();
  }
  if (options.junit !== undefined) writeReport(options.junit, await proofJunit(proof));
  process.stdout.write(options.json === true ? proofJson(proof) : `${proofText(proof)}\n`);
  return isProven(proof) ? EXIT.proven : EXIT.failed;
}
