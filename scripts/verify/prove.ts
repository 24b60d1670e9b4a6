import type { Problem } from '../base/errors';
import { ingestRequests } from '../cases';
import type { ProofCase } from '../cases';
import type { Pack, Rule } from '../content';
import { nativeDifference } from '../detection';
import type { IngestRequest, IngestResult, StartedEngine } from '../engine/engine';
import type { StoredDocument } from '../query-dsl/types';
import { createEmbeddedEngine } from '../engine/embedded';
import { CaseSearch } from './case-search';
import { proveClauses } from './clause-proof';
import { differences, documentsByCase } from './documents';
import { proveCase } from './prove-case';
import { proofStreams } from './proof-streams';
import type { CaseProof, PackProof, RuleProof } from './proof';

/** The moment of every proof: a Tuesday at noon UTC. Fixed, so that a proof says the same on every day. */
export const PROOF_NOW = Date.UTC(2026, 2, 10, 12);

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

  const searches = new CaseSearch(engine);
  let done = 0;
  const proofs = await Promise.all(
    rules.map(async (rule) => {
      const difference = engine.capabilities.kql ? nativeDifference(rule) : 'the engine has no kql query';
      const own = cases.filter((proofCase) => proofCase.rule.slug === rule.slug);
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
      const proof = proofOfRule(rule, own, proven, embedded, difference);
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
  await engine.install(proofStreams(pack));
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

function proofOfRule(
  rule: Rule,
  cases: readonly ProofCase[],
  proven: readonly CaseProof[],
  documents: CaseDocuments,
  notNative: string | undefined,
): RuleProof {
  const clauses = proveClauses(rule, cases, documents);
  const problems: Problem[] = [];
  if (!cases.some(({ kind }) => kind === 'hit')) {
    problems.push(
      rule.document.problem([], {
        code: 'PROOF_NO_HIT',
        message: `no case shows that ${rule.slug} alerts`,
        hint: `Write fixtures/cases/${rule.service}/${rule.slug}.yml with a record that it must find.`,
      }),
    );
  }
  for (const { text, nearMiss } of clauses) {
    if (nearMiss !== undefined) continue;
    problems.push(
      rule.document.problem(['query'], {
        code: 'PROOF_CLAUSE_WITHOUT_NEAR_MISS',
        message: `no near miss of ${rule.slug} shows that this clause is needed: ${text}`,
        hint: 'Add a near miss in which this clause alone is false and all others hold.',
      }),
    );
  }
  const failed = problems.length > 0 || proven.some(({ passed }) => !passed);
  return {
    rule,
    status: failed ? 'failed' : 'proven',
    cases: proven,
    clauses,
    native: notNative === undefined ? { runs: proven.length } : { notRun: notNative },
    problems,
  };
}
