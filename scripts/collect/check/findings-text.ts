import pc from 'picocolors';
import type { Finding, Level } from './finding';

const MARKS: Readonly<Record<Level, string>> = {
  ok: pc.green('ok     '),
  warning: pc.yellow('WARNING'),
  error: pc.red('ERROR  '),
};

/** A line for each finding, its cure below it, and the count. */
export function findingsText(findings: readonly Finding[]): string {
  const count = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  const lines = findings.map(({ level, about, what, cure }) => {
    const line = `${MARKS[level]} ${about}: ${what}`;
    return cure === undefined ? line : `${line}\n        ${cure}`;
  });
  return [...lines, `${count('error')} errors, ${count('warning')} warnings`].join('\n');
}
