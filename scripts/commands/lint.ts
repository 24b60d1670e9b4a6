import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { ContentError } from '../base/errors';
import { loadPack } from '../content';
import type { Pack, Rule } from '../content';
import {
  applyEdits,
  editsByFile,
  findingsJson,
  findingsText,
  lintFiles,
  lintPack,
  lintPage,
  problemFindings,
} from '../lint';
import type { FileLint, Finding } from '../lint';
import { EXIT } from './exit-codes';
import { selectRules } from './select-rules';

export interface LintOptions {
  readonly rule?: readonly string[];
  readonly fix?: boolean;
  readonly json?: boolean;
  /** Warnings fail as well. */
  readonly strict?: boolean;
  readonly page?: boolean;
}

/** A change may make room for another one; after that many rounds something is wrong with a check. */
const ROUNDS = 5;

/** Lints rules of the pack, or what the paths name, and prints the findings; returns the exit code. */
export function lint(root: string, paths: readonly string[], options: LintOptions): number {
  if (options.page === true) {
    process.stdout.write(lintPage());
    return EXIT.proven;
  }
  if (paths.length > 0 && options.rule) {
    throw new ContentError({
      code: 'CALL_RULE_AND_PATH',
      message: '--rule selects rules of the pack, and paths were given as well',
      hint: 'Leave one of the two out.',
    });
  }
  const { rules, findings } = options.fix === true ? fixed(root, paths, options) : run(root, paths, options);
  const print = options.json === true ? findingsJson : findingsText;
  process.stdout.write(`${print(findings, rules)}\n`);
  const failing = findings.filter(({ severity }) => severity === 'error' || options.strict === true);
  return failing.length === 0 ? EXIT.proven : EXIT.failed;
}

/** Writes what can be mended until nothing is left to mend. */
function fixed(root: string, paths: readonly string[], options: LintOptions): FileLint {
  for (let round = 1; ; round++) {
    const outcome = run(root, paths, options);
    const files = editsByFile(outcome.findings);
    if (files.size === 0 || round === ROUNDS) return outcome;
    for (const [file, edits] of files) {
      const path = join(root, file);
      replaceFile(path, applyEdits(readFileSync(path, 'utf8'), edits));
    }
  }
}

function run(root: string, paths: readonly string[], options: LintOptions): FileLint {
  refuseMissing(paths);
  const pack = loaded(root);
  if (Array.isArray(pack)) return { rules: 0, findings: pack };
  if (paths.length === 0) return linted(pack, selectRules(pack, { rule: options.rule }));
  const parts = paths.map((path) => lintPath(pack, resolve(path)));
  return {
    rules: parts.reduce((sum, part) => sum + part.rules, 0),
    findings: parts.flatMap((part) => part.findings),
  };
}

/** Rules of the pack by their file or folder; a rule’s YAML file from elsewhere; else JSON. */
function lintPath(pack: Pack, path: string): FileLint {
  const below = relative(pack.root, path).split(sep).join('/');
  const rules = pack.rules.filter(
    ({ document: { file } }) => below === '' || file === below || file.startsWith(`${below}/`),
  );
  if (rules.length > 0) return linted(pack, rules);
  if (!path.endsWith('.yml')) return lintFiles(pack, path);
  const own = loaded(pack.root, [path]);
  return Array.isArray(own) ? { rules: 0, findings: own } : linted(own, own.rules);
}

function refuseMissing(paths: readonly string[]): void {
  for (const path of paths) {
    if (existsSync(path)) continue;
    throw new ContentError({
      code: 'CALL_NO_SUCH_FILE',
      message: `there is no file or folder ${path}`,
      hint: 'Name rule files or folders, e.g. dist/rules; rules of the pack also by --rule <slug>.',
    });
  }
}

function linted(pack: Pack, rules: readonly Rule[]): FileLint {
  return { rules: rules.length, findings: lintPack(pack, rules) };
}

/** The pack, or what its loader has against it. */
function loaded(root: string, ruleFiles?: readonly string[]): Pack | Finding[] {
  try {
    return loadPack(root, ruleFiles);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return problemFindings(error.problems);
  }
}

/** Whole or not at all: the new text goes beside the file and takes its name. */
function replaceFile(path: string, text: string): void {
  const beside = `${path}.lint-fix`;
  writeFileSync(beside, text);
  renameSync(beside, path);
}
