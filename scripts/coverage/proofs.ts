import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError } from '../base/errors';
import { z } from '../base/zod';
import { ContentReader } from '../content';
import type { PackProof, RuleProof } from '../verify';

/** What the engines said of a rule. */
export interface RuleStatus {
  readonly embedded: RuleProof['status'];
  readonly elasticsearch: RuleProof['status'];
}

/** docs/coverage.json: what two proofs of the whole pack said, on the embedded engine and on a real Elasticsearch. */
export interface RecordedProofs {
  /** e.g. `Elasticsearch 9.4.3`. */
  readonly server: string;
  readonly rules: Readonly<Record<string, RuleStatus>>;
}

const status = z.enum(['proven', 'failed', 'not_run']);
const recordedProofsSchema = z.strictObject({
  server: z.string(),
  rules: z.record(z.string(), z.strictObject({ embedded: status, elasticsearch: status })),
});

const PROOFS_FILE = join('docs', 'coverage.json');

/** The recorded proofs; throws a ContentError where there are none yet, or where somebody wrote into them. */
export function readProofs(root: string): RecordedProofs {
  if (!existsSync(join(root, PROOFS_FILE)))
    throw new ContentError({
      code: 'COVERAGE_NOT_RECORDED',
      message: `${PROOFS_FILE} is missing: no proof on a real Elasticsearch is recorded`,
      hint: 'Run npm run coverage -- --engine local.',
    });
  const reader = new ContentReader(root);
  // JSON is YAML, and this reader says where it is broken.
  const file = reader.checked(join(root, PROOFS_FILE), recordedProofsSchema);
  reader.throwIfProblems();
  if (!file) throw new Error('unreachable: a file that cannot be read is a problem');
  return file.value;
}

/** Records what `recordedProofs` made, for the next run without an engine. */
export function writeProofs(root: string, proofs: RecordedProofs): void {
  writeFileSync(join(root, PROOFS_FILE), `${JSON.stringify(proofs, null, 2)}\n`);
}

/** The statuses of two proofs of the same rules, by slug in alphabetical order. */
export function recordedProofs(embedded: PackProof, elasticsearch: PackProof): RecordedProofs {
  const statuses = new Map(elasticsearch.rules.map(({ rule, status }) => [rule.slug, status]));
  return {
    server: elasticsearch.engine.description,
    rules: Object.fromEntries(
      embedded.rules
        .map(({ rule, status }): [string, RuleStatus] => [
          rule.slug,
          { embedded: status, elasticsearch: statuses.get(rule.slug) ?? 'failed' },
        ])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}
