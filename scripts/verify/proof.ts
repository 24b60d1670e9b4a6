import type { JsonObject } from '../base/json';
import type { Problem } from '../base/errors';
import type { ProofCase } from '../cases';
import type { Rule } from '../content';
import type { IngestResult } from '../engine/engine';
import type { ClauseTrace } from './explain-query';
import type { Need } from './query-needs';

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

/** A part of a query of which no case shows that it counts. */
export interface ClauseGap {
  readonly needs: Need;
  readonly text: string;
  /** Offset in the query. */
  readonly start: number;
}

/** What the cases show of the parts of a rule’s query. */
export interface QueryProof {
  readonly clauses: readonly ClauseProof[];
  /** At any depth, clauses of the outermost `and` among them. */
  readonly gaps: readonly ClauseGap[];
}

export interface RuleProof {
  readonly rule: Rule;
  /** `not_run`: the engine cannot run rules of this type; no word about the rule. */
  readonly status: 'proven' | 'failed' | 'not_run';
  /** Why it was not run. */
  readonly notRun?: string;
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

/**
 * Exit code 0 or 1. At least one rule must be proven, and none may have failed. A rule that was not run is no failure,
 * except on the embedded engine, which runs everything but ES|QL.
 */
export function isProven({ engine, rules }: PackProof): boolean {
  const mayStayOut = ({ rule, status }: RuleProof): boolean =>
    status === 'not_run' && (engine.name !== 'embedded' || rule.type === 'esql');
  return (
    rules.some(({ status }) => status === 'proven') &&
    rules.every((proof) => proof.status === 'proven' || mayStayOut(proof))
  );
}
