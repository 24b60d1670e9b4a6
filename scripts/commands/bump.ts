import pc from 'picocolors';
import { loadPack } from '../content';
import { dashboardFiles } from '../package';
import { problemsText } from '../report';
import { changeText, checkVersions, planBump, writeFiles } from '../versions';
import type { BumpOptions, BumpPlan } from '../versions';
import { EXIT } from './exit-codes';

export interface BumpCall extends BumpOptions {
  /** Write nothing; fail where a version does not say what its content is. */
  readonly check?: boolean;
  /** Write nothing; print what would be written. */
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Raises the versions of what changed since the lock, or checks them; returns the exit code. */
export function bump(root: string, call: BumpCall): number {
  return call.check === true ? check(root, call) : raise(root, call);
}

function check(root: string, { since, json }: BumpCall): number {
  const pack = loadPack(root);
  const problems = checkVersions(pack, dashboardFiles(pack), { since });
  if (json === true) {
    print(JSON.stringify({ problems }, null, 2));
  } else if (problems.length > 0) {
    const count = problems.length > 1 ? `\n\n${problems.length} problems` : '';
    process.stderr.write(`${problemsText(problems)}${count}\n`);
  } else {
    print(`${pack.rules.length} rules, every version says what its content is`);
  }
  return problems.length > 0 ? EXIT.failed : EXIT.proven;
}

function raise(root: string, call: BumpCall): number {
  const pack = loadPack(root);
  const plan = planBump(pack, dashboardFiles(pack), call);
  if (call.dryRun !== true) writeFiles(root, plan.files);
  print(call.json === true ? planJson(plan) : planText(plan, call.dryRun === true));
  return EXIT.proven;
}

function planJson({ isFirst, version, changes, raised, files }: BumpPlan): string {
  const versions = raised.map(({ name, from, to, file }) => ({ name, from: from ?? null, to, file }));
  return JSON.stringify({ first: isFirst, version, changes, versions, files: [...files.keys()] }, null, 2);
}

function planText({ isFirst, version, changes, raised, files }: BumpPlan, isDryRun: boolean): string {
  if (files.size === 0) return 'nothing to bump: every version says what its content is';
  const lines = changes.map((change) => `  ${changeText(change)} ${pc.dim(`(${change.level})`)}`);
  const versions = raised.map(({ file, from, to }) => `  ${file}: ${from ?? 'none'} → ${to}`);
  const paths = [...files.keys()].map((file) => `  ${file}`);
  return [
    ...(isFirst ? ['the first lock'] : []),
    ...titled('changed since the lock', lines),
    ...titled('versions', versions),
    version.from === version.to ? `package ${version.to}` : `package ${version.from} → ${version.to}`,
    ...titled(isDryRun ? 'would write' : 'wrote', paths),
  ].join('\n');
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [pc.bold(title), ...lines];
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
