import type { Problem } from '../base/errors';
import type { Finding } from './finding';

/** What the loader refuses, as findings: a pack that does not load has errors. */
export function problemFindings(problems: readonly Problem[]): Finding[] {
  return problems.map((problem) => ({ ...problem, severity: 'error', fixable: false, edits: [] }));
}
