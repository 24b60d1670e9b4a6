/** The runs of rules over a log: what each alerts on, with and without max_signals and delay. */
export { replay } from './replay';
export { runOver } from './run-over';
export type { LogRuns, RuleRuns, RunOverOptions } from './run-over';
