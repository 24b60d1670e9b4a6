import type { Problem } from '../base/errors';
import { ingestRequests } from '../cases';
import type { ProofCase } from '../cases';
import { isKqlRule } from '../content';
import type { Pack, Rule } from '../content';
import { nativeDifference } from '../detection';
import type { Capabilities, IngestRequest, IngestResult, StartedEngine } from '../engine/engine';
import type { StoredDocument } from '../query-dsl/types';
import { createEmbeddedEngine } from '../engine/embedded';
import { CaseSearch } from './case-search';
import { proveClauses } from './clause-proof';
import { differences, documentsByCase } from './documents';
import { PROOF_NOW } from './moment';
import { proveCase } from './prove-case';
import { proofStreams, streamsByIndex } from './proof-streams';
import { gapProblem } from './gap-problem';
import type { CaseProof, PackProof, QueryProof, RuleProof } from './proof';

export interface ProofRequest {
  readonly pack: Pack;
  readonly rules: readonly Rule[];
  readonly cases: readonly ProofCase[];
  readonly engine: StartedEngine;
  /** Told after each rule: how many are done, of how many. */
  readonly progress?: (done: number, total: number, rule: Rule) => void;
  /** On another engine than the embedded one: {@link embeddedDocuments}, where they were made already. */
  readonly embedded?: CaseDocuments;
}

/** Stored documents by the case that they belong to. */
export type CaseDocuments = ReadonlyMap<string, readonly StoredDocument[]>;

/** The documents that the embedded pipelines make of the cases; a caller may have them made while an engine boots. */
export async function embeddedDocuments(pack: Pack, cases: readonly ProofCase[]): Promise<CaseDocuments> {
  await using engine = await createEmbeddedEngine().start();
  await write(
    pack,
    engine,
    cases.map((proofCase) => ingestRequests(proofCase, PROOF_NOW)),
  );
  return await storedDocuments(pack, engine);
}

/** Proves rules on a running engine: all events are written once, then every rule runs over its own cases. */
export async function prove(request: ProofRequest): Promise<PackProof> {
  const { pack, rules, cases, engine } = request;
  const started = performance.now();
  const batches = cases.map((proofCase) => ({ proofCase, requests: ingestRequests(proofCase, PROOF_NOW) }));
  const written = await write(
    pack,
    engine,
    batches.map(({ requests }) => requests),
  );
  const isEmbedded = engine.name === 'embedded';
  const stored = storedDocuments(pack, engine);
  // Fetched while the rules run; whoever compares awaits it.
  stored.catch(() => undefined);
  const embedded = isEmbedded ? await stored : (request.embedded ?? (await embeddedDocuments(pack, cases)));

  const results = new Map(
    batches.map(({ proofCase, requests }, index) => [
      proofCase.key,
      { requests, results: written[index] ?? [] },
    ]),
  );

  const streamOf = streamsByIndex(
    pack,
    batches.flatMap(({ requests }) => requests),
  );
  const searches = new CaseSearch(engine);
  let done = 0;
  const proofs = await Promise.all(
    rules.map(async (rule) => {
      const own = cases.filter((proofCase) => proofCase.rule.slug === rule.slug);
      const notRun = notRunReason(rule, engine.capabilities);
      if (notRun !== undefined) {
        done += 1;
        return notRunProof(rule, own, notRun);
      }
      const difference = notNativeReason(rule, engine.capabilities);
      const proven = await Promise.all(
        own.map((proofCase) => {
          const { key } = proofCase;
          const documents = embedded.get(key) ?? [];
          return proveCase(proofCase, {
            searches,
            now: PROOF_NOW,
            ...(results.get(key) ?? { requests: [], results: [] }),
            documents,
            native: difference === undefined,
            differences: isEmbedded ? [] : stored.then((all) => differences(documents, all.get(key) ?? [])),
          });
        }),
      );
      const proof = proofOfRule(rule, own, proven, proveClauses(rule, own, embedded, streamOf), difference);
      done += 1;
      request.progress?.(done, rules.length, rule);
      return proof;
    }),
  );
  const { name, description, adaptations } = engine;
  return {
    engine: { name, description, adaptations },
    rules: proofs,
    documentsCompared: isEmbedded
      ? undefined
      : [...(await stored).values()].reduce((sum, list) => sum + list.length, 0),
    milliseconds: performance.now() - started,
  };
}

/** Writes the records of every case; what became of them, by case. */
async function write(
  pack: Pack,
  engine: StartedEngine,
  cases: readonly (readonly IngestRequest[])[],
): Promise<readonly (readonly IngestResult[])[]> {
  await engine.install(proofStreams(pack, cases.flat()));
  const lanes = await Promise.all(
    inLanes(cases).map(async (lane) => {
      const results = await engine.ingest(lane.flat());
      let offset = 0;
      return lane.map(({ length }) => results.slice(offset, (offset += length)));
    }),
  );
  return lanes.flat();
}

/** Bulk requests at a time: a server works off each of them in one thread. */
const LANES = 2;

/** The cases in parts of about as many records. Records are written in order within a case, not across cases. */
function inLanes(cases: readonly (readonly IngestRequest[])[]): (readonly IngestRequest[])[][] {
  const total = cases.reduce((sum, { length }) => sum + length, 0);
  const lanes = Array.from({ length: LANES }, (): (readonly IngestRequest[])[] => []);
  let before = 0;
  for (const requests of cases) {
    lanes[Math.floor((before * LANES) / total)]?.push(requests);
    before += requests.length;
  }
  return lanes.filter(({ length }) => length > 0);
}

async function storedDocuments(pack: Pack, engine: StartedEngine): Promise<CaseDocuments> {
  const stored = await Promise.all(Array.from(pack.streams.values(), ({ name }) => engine.documents(name)));
  return documentsByCase(stored.flat());
}

/** Why an engine cannot run a rule; undefined when it can. */
export function notRunReason({ type }: Rule, { eql, esql }: Capabilities): string | undefined {
  if (type === 'eql' && !eql) return 'the engine has no EQL';
  return type === 'esql' && !esql ? 'the engine has no ES|QL' : undefined;
}

/** Why a rule is not run a second time with the native `kql` query; undefined when it is. */
function notNativeReason(rule: Rule, { kql }: Capabilities): string | undefined {
  if (!isKqlRule(rule)) return `the rule is of type ${rule.type}`;
  return kql ? nativeDifference(rule) : 'the engine has no kql query';
}

function notRunProof(rule: Rule, cases: readonly ProofCase[], notRun: string): RuleProof {
  const problems = withoutHit(rule, cases);
  const status = problems.length > 0 ? 'failed' : 'not_run';
  return { rule, status, notRun, cases: [], clauses: [], native: { notRun }, problems };
}

function withoutHit(rule: Rule, cases: readonly ProofCase[]): Problem[] {
  if (cases.some(({ kind }) => kind === 'hit')) return [];
  return [
    rule.document.problem([], {
      code: 'PROOF_NO_HIT',
      message: `no case shows that ${rule.slug} alerts`,
      hint: `Write fixtures/cases/${rule.service}/${rule.slug}.yml with a record that it must find.`,
    }),
  ];
}

function proofOfRule(
  rule: Rule,
  cases: readonly ProofCase[],
  proven: readonly CaseProof[],
  { clauses, gaps }: QueryProof,
  withoutNative: string | undefined,
): RuleProof {
  const problems = [...withoutHit(rule, cases), ...gaps.map((gap) => gapProblem(rule, gap))];
  const failed = problems.length > 0 || proven.some(({ passed }) => !passed);
  return {
    rule,
    status: failed ? 'failed' : 'proven',
    cases: proven,
    clauses,
    native: withoutNative === undefined ? { runs: proven.length } : { notRun: withoutNative },
    problems,
  };
}
