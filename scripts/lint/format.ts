import pc from 'picocolors';
import type { Finding } from './finding';

/** Findings as eslint prints its own, with what was found and expected, the cure, and one line that counts them. */
export function findingsText(findings: readonly Finding[], rules: number): string {
  return [...findings.map(findingText), '', countsText(findings, rules)].join('\n').trimStart();
}

function findingText({ severity, code, message, location, found, expected, hint, fixable }: Finding): string {
  const place = location ? `${location.file}:${location.line}:${location.column}  ` : '';
  const kind = severity === 'error' ? pc.red('error') : pc.yellow('warning');
  const lines = [`${place}${kind}  ${message}  ${pc.bold(code)}${fixable ? pc.dim(' (--fix)') : ''}`];
  if (found !== undefined) lines.push(`  found:    ${found}`);
  if (expected !== undefined) lines.push(`  expected: ${expected}`);
  if (hint !== undefined) lines.push(`  ${pc.cyan('hint:')}     ${hint}`);
  return lines.join('\n');
}

function countsText(findings: readonly Finding[], rules: number): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const fixable = findings.filter((finding) => finding.fixable).length;
  const what = `${counted(rules, 'rule')} linted: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
  if (findings.length === 0) return pc.green(what);
  const fix = fixable === 0 ? '' : `; --fix mends ${fixable} of them`;
  return `${pc.bold(what)}${fix}. docs/lint.md explains each code.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Findings for programs. */
export function findingsJson(findings: readonly Finding[], rules: number): string {
  const listed = findings.map(({ edits: _, ...finding }) => finding);
  return JSON.stringify({ rules, findings: listed }, null, 2);
}
