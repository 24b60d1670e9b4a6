import { parseExactJson } from '../base/exact-json';
import { isJsonObject } from '../base/json';
import type { JsonObject } from '../base/json';
import type { ProofCase } from '../cases';
import { initialState, runRule } from '../detection';
import type { Alert, QueryForm, Search } from '../detection';
import type { IngestRequest, IngestResult } from '../engine/engine';
import { namePattern } from '../query-dsl';
import type { StoredDocument } from '../query-dsl/types';
import type { CaseSearch } from './case-search';
import { PROOF_NOW } from './moment';
import { conjuncts, explainQuery } from './explain-query';
import type { ClauseTrace } from './explain-query';
import type { CaseProof, Evidence } from './proof';

/** Failed cases show at most this many of their records. */
const EVIDENCE_LIMIT = 3;

export interface CaseContext {
  readonly searches: CaseSearch;
  /** The moment of proof, epoch milliseconds. */
  readonly now: number;
  /** What was sent for the case, and what became of it. */
  readonly requests: readonly IngestRequest[];
  readonly results: readonly IngestResult[];
  /** The case’s documents by the embedded pipeline. */
  readonly documents: readonly StoredDocument[];
  /** Run the rule a second time with the native `kql` query; its alerts must be the same. */
  readonly native: boolean;
  /** What differs between the engine’s documents and the embedded ones. */
  readonly differences: readonly string[] | Promise<readonly string[]>;
}

/** Runs the rule over the case’s events and compares with what the case expects. */
export async function proveCase(proofCase: ProofCase, context: CaseContext): Promise<CaseProof> {
  const { now } = context;
  const search = context.searches.of(proofCase.key);
  const [alerts, native, differences] = await Promise.all([
    alertsOfCase(proofCase, search, { now }),
    context.native ? alertsOfCase(proofCase, search, { now, form: 'kql' }) : undefined,
    context.differences,
  ]);
  const failures = [
    ...refused(context.results),
    ...unexpectedCount(proofCase, alerts.length),
    ...differences.map((text) => `the document differs from the embedded pipeline’s: ${text}`),
  ];
  if (native) failures.push(...nativeDisagreement(alerts, native));
  const passed = failures.length === 0;
  const evidence = passed ? [] : evidenceOf(proofCase, context);
  const hint = passed ? undefined : hintFor(proofCase, alerts.length, evidence);
  return {
    proofCase,
    passed,
    alerts: alerts.length,
    failures,
    evidence,
    ...(hint !== undefined && { hint }),
  };
}

/** The alerts of all runs of a case, each run with what the ones before it left. */
export async function alertsOfCase(
  { rule, runs }: ProofCase,
  search: Search,
  { now = PROOF_NOW, form = 'dsl' }: { readonly now?: number; readonly form?: QueryForm } = {},
): Promise<Alert[]> {
  const alerts: Alert[] = [];
  let state = initialState;
  for (const run of runs) {
    const result = await runRule(rule, search, { now: now + run, form, state });
    alerts.push(...result.alerts);
    state = result.state;
  }
  return alerts;
}

function refused(results: readonly IngestResult[]): string[] {
  return results.flatMap((result) =>
    result.kind === 'failed' ? [`a record was refused: ${result.type}: ${result.reason}`] : [],
  );
}

function unexpectedCount({ kind, expectedAlerts }: ProofCase, alerts: number): string[] {
  if (alerts === expectedAlerts) return [];
  if (kind === 'near_miss') return [`it alerted ${times(alerts)}, but must stay silent`];
  return [`it alerted ${times(alerts)}, expected ${times(expectedAlerts)}`];
}

function times(count: number): string {
  return count === 0 ? 'not once' : count === 1 ? 'once' : `${count} times`;
}

function nativeDisagreement(compiled: readonly Alert[], native: readonly Alert[]): string[] {
  const keys = (alerts: readonly Alert[]): string => JSON.stringify(alerts.map(({ id }) => id).sort());
  if (keys(compiled) === keys(native)) return [];
  return [
    `the compiled query gives ${compiled.length} alerts, the native kql query ${native.length} or other ones`,
  ];
}

function evidenceOf(proofCase: ProofCase, { requests, results, documents }: CaseContext): Evidence[] {
  const byId = new Map(documents.map(({ id, source }) => [id, source]));
  return requests.slice(0, EVIDENCE_LIMIT).map((request, index) => {
    const result = results[index] ?? { kind: 'dropped' };
    const document = 'id' in result ? (byId.get(result.id) ?? documents[index]?.source) : undefined;
    const { rule } = proofCase;
    const stream = proofCase.records[index]?.stream ?? rule.streams[0];
    return {
      record: recordOf(request),
      result,
      ...(document && { document }),
      ...(document && rule.type !== 'esql' && { trace: explainQuery(rule, stream, document) }),
    };
  });
}

function recordOf({ source }: IngestRequest): JsonObject | string {
  const { message } = source;
  if (typeof message !== 'string') return source;
  try {
    const record = parseExactJson(message);
    return isJsonObject(record) ? record : message;
  } catch {
    return message;
  }
}

function hintFor(proofCase: ProofCase, alerts: number, evidence: readonly Evidence[]): string | undefined {
  const error = evidence.find(({ document }) => pipelineError(document) !== undefined);
  if (error) return `The pipeline failed on the record: ${pipelineError(error.document) ?? ''}`;
  const traces = evidence.flatMap(({ trace }) => (trace ? [trace] : []));
  const [trace] = traces;
  if (!trace) return undefined;
  if (proofCase.kind === 'near_miss') {
    return trace.holds && proofCase.rule.type === 'query'
      ? 'Every clause of the query holds on this event: either the query is too wide or the change misses the clause.'
      : 'Look at the window, the group fields and the history of the rule: enough of the events count.';
  }
  if (alerts > proofCase.expectedAlerts)
    return 'More events count than the case says: set “alerts”, or look at the ages.';
  const elsewhere = unsearchedIndex(proofCase);
  if (elsewhere !== undefined)
    return `A document lies in ${elsewhere}, but the rule looks in ${proofCase.rule.index.join(', ')}: look at its data_stream.`;
  const failing = conjuncts(trace).filter(({ holds }) => !holds);
  if (failing.length > 0) return `The event misses: ${failing.map(describe).join('; ')}.`;
  return 'The query holds on the event: look at the ages (at, ingested), the window, the threshold or the history.';
}

/** The index of a record that the rule’s patterns leave out. */
function unsearchedIndex({ records, rule }: ProofCase): string | undefined {
  const patterns = rule.index.map(namePattern);
  return records
    .flatMap(({ index }) => index ?? [])
    .find((index) => !patterns.some((covers) => covers(index)));
}

function describe(trace: ClauseTrace): string {
  if (trace.field === undefined) return trace.text;
  const values = trace.values ?? [];
  return `${trace.text} (the event has ${values.length === 0 ? 'no such field' : values.map((value) => JSON.stringify(value)).join(', ')})`;
}

function pipelineError(document: JsonObject | undefined): string | undefined {
  const event = document?.['event'];
  if (!isJsonObject(event) || event['kind'] !== 'pipeline_error') return undefined;
  return JSON.stringify(isJsonObject(document?.['error']) ? document['error']['message'] : undefined);
}
