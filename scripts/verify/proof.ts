import type { JsonObject } from '../base/json';
import type { Problem } from '../base/errors';
import type { ProofCase } from '../cases';
import type { Rule } from '../content';
import type { IngestResult } from '../engine/engine';
import type { ClauseTrace } from './explain-query';

/** One record of a case that did not come out as expected: what went in, what came out, why the query decided so. */
export interface Evidence {
  /** The raw record or text. */
  readonly record: JsonObject | string;
  readonly result: IngestResult;
  /** The document after the pipeline (embedded); absent where it was dropped or refused. */
  readonly document?: JsonObject;
  readonly trace?: ClauseTrace;
}

export interface CaseProof {
  readonly proofCase: ProofCase;
  readonly passed: boolean;
  /** Alerts over all runs. */
  readonly alerts: number;
  /** What is wrong, in words; empty when passed. */
  readonly failures: readonly string[];
  readonly hint?: string;
  /** Failed cases only, at most a few records. */
  readonly evidence: readonly Evidence[];
}

/** A top-level clause of the rule’s query, and the near miss in which it alone is false. */
export interface ClauseProof {
  readonly text: string;
  readonly nearMiss: string | undefined;
}

export interface RuleProof {
  readonly rule: Rule;
  readonly status: 'proven' | 'failed';
  readonly cases: readonly CaseProof[];
  readonly clauses: readonly ClauseProof[];
  /** Cases run a second time with the native `kql` query, or why not. */
  readonly native: { readonly runs: number } | { readonly notRun: string };
  /** Shortcomings of the proof itself: no hit, no near miss for a clause. */
  readonly problems: readonly Problem[];
}

/** The outcome of proving rules on one engine. */
export interface PackProof {
  readonly engine: {
    readonly name: string;
    readonly description: string;
    readonly adaptations: readonly string[];
  };
  readonly rules: readonly RuleProof[];
  /** Documents whose embedded form was compared with the engine’s; undefined on the embedded engine itself. */
  readonly documentsCompared: number | undefined;
  readonly milliseconds: number;
}

/** Exit code 0 or 1. */
export function isProven(proof: PackProof): boolean {
  return proof.rules.length > 0 && proof.rules.every(({ status }) => status === 'proven');
}
