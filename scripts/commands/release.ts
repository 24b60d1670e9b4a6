import { relative, resolve } from 'node:path';
import { ContentError } from '../base/errors';
import { loadCases } from '../cases';
import { loadPack } from '../content';
import type { Pack } from '../content';
import { loadDocuments, readProofs } from '../coverage';
import { lintPack } from '../lint';
import { dashboardFiles } from '../package';
import { checkRelease, lockedPackages, makeRelease, writeFolder } from '../release';
import { releaseCheckJson, releaseCheckText, releaseJson, releaseText } from '../release';
import { checkVersions } from '../versions';
import { EXIT } from './exit-codes';
import { outputFolder } from './output-folder';

export interface ReleaseOptions {
  readonly out: string;
  readonly json?: boolean;
}

/**
 * Writes a release into its folder, whole or not at all, and prints what was written; returns the exit code. Throws
 * ContentError with all that is wrong: versions that say nothing true, errors of the lint.
 */
export function release(root: string, { out, json = false }: ReleaseOptions): number {
  const folder = outputFolder(root, out);
  const pack = loadPack(root);
  refuseUnready(pack);
  const made = makeRelease({
    pack,
    cases: loadCases(pack),
    documents: loadDocuments(pack),
    proofs: readProofs(root),
    program: lockedPackages(root),
  });
  writeFolder(folder, made.files);
  const place = relative(process.cwd(), folder) || '.';
  process.stdout.write(`${json ? releaseJson(made, place) : releaseText(made, place)}\n`);
  return EXIT.proven;
}

function refuseUnready(pack: Pack): void {
  const errors = lintPack(pack).filter(({ severity }) => severity === 'error');
  const problems = [...checkVersions(pack, dashboardFiles(pack)), ...errors];
  if (problems.length > 0) throw new ContentError(problems);
}

/** Verifies a release folder, wherever it stands; returns the exit code. */
export function verifyRelease(folder: string, { json = false }: { readonly json?: boolean }): number {
  const outcome = checkRelease(resolve(folder));
  process.stdout.write(`${json ? releaseCheckJson(outcome, folder) : releaseCheckText(outcome, folder)}\n`);
  return outcome.problems.length === 0 ? EXIT.proven : EXIT.failed;
}
