import type { ProofCase } from '../cases';
import type { Pack, Rule } from '../content';
import { createEngine } from '../engine';
import type { EngineName } from '../engine/engine';
import { embeddedDocuments, prove } from '../verify';
import type { PackProof } from '../verify';
import type { StatusLine } from './status-line';

export interface ProveOn {
  readonly pack: Pack;
  readonly rules: readonly Rule[];
  readonly cases: readonly ProofCase[];
  readonly status: StatusLine;
}

/** Starts an engine, proves the rules on it and stops it again, telling the status line what is going on. */
export async function proveOn(name: EngineName, { pack, rules, cases, status }: ProveOn): Promise<PackProof> {
  const booting = Promise.withResolvers<undefined>();
  const starting = createEngine(name).start((message) => {
    status.show(message);
    booting.resolve(undefined);
  });
  // While another process boots, this one makes the documents that it will compare with.
  await Promise.race([booting.promise, starting.catch(() => undefined)]);
  const embedded = name === 'embedded' ? undefined : await embeddedDocuments(pack, cases);
  await using engine = await starting;
  const progress = (done: number, total: number): void =>
    status.show(`proving on ${engine.description}: ${done} of ${total} rules`);
  const proof = await prove({ pack, rules, cases, engine, progress, ...(embedded && { embedded }) });
  if (name !== 'embedded') status.show(`stopping ${engine.description}`);
  return proof;
}
