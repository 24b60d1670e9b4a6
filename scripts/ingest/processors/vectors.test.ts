import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError } from '../../base/errors';
import type { JsonObject } from '../../base/json';
import { simulate } from '../simulate';
import type { PipelineDefinition } from '../types';

/** What Elasticsearch's `_ingest/pipeline/_simulate` answered for one source. */
interface RecordedDocument {
  readonly source: JsonObject;
  readonly result?: JsonObject;
  readonly index?: string;
  readonly id?: string | null;
  readonly error?: { readonly type: string; readonly reason: string };
  readonly dropped?: boolean;
}

interface RecordedCase {
  readonly title: string;
  readonly definition: PipelineDefinition;
  readonly documents?: readonly RecordedDocument[];
  /** Why Elasticsearch refused the pipeline. */
  readonly refused?: string;
}

interface Vectors {
  readonly elasticsearch: string;
  /** When it was recorded: the year counts for dates without one. */
  readonly now: number;
  readonly cases: readonly RecordedCase[];
}

const folder = join(__dirname, 'vectors');

/** Messages of Jackson's parser are not imitated, only their type. */
const OWN_MESSAGE = /^x_content/;

describe.each(readdirSync(folder))('as Elasticsearch answered: %s', (file) => {
  const { now, cases } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Vectors;
  const documents = cases.flatMap(({ definition, documents = [] }) =>
    documents.map((document) => ({ definition, document, name: nameOf(definition, document) })),
  );
  const refused = cases.filter((recorded) => recorded.refused !== undefined);

  if (documents.length > 0) {
    test.each(documents)('$name', ({ definition, document }) => {
      const outcome = simulate(definition, document.source, now);
      expect(plain(outcome)).toEqual(expectedOutcome(document));
    });
  }

  if (refused.length > 0) {
    test.each(refused)('refused: $title ($refused)', ({ definition }) => {
      expect(() => simulate(definition, {}, now)).toThrow(ContentError);
    });
  }
});

function nameOf(definition: PipelineDefinition, document: RecordedDocument): string {
  return `${JSON.stringify(definition.processors).slice(0, 90)} of ${JSON.stringify(document.source).slice(0, 60)}`;
}

/** As JSON, so that -0 and 0 are the same, and without what `_simulate` does not tell. */
function plain(outcome: ReturnType<typeof simulate>): unknown {
  if (outcome.kind === 'dropped') return { kind: 'dropped' };
  if (outcome.kind === 'document') return JSON.parse(JSON.stringify(outcome));
  const { type, reason } = outcome.error;
  return OWN_MESSAGE.test(type) ? { kind: 'failed', type } : { kind: 'failed', type, reason };
}

function expectedOutcome({ result, error, index = 'index', id = 'id' }: RecordedDocument): unknown {
  if (error !== undefined) {
    const { type, reason } = error;
    return OWN_MESSAGE.test(type) ? { kind: 'failed', type } : { kind: 'failed', type, reason };
  }
  return result === undefined ? { kind: 'dropped' } : { kind: 'document', index, id, source: result };
}
