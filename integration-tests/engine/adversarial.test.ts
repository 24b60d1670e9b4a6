import { resolve } from 'node:path';
import type { JsonObject } from '../../scripts/base/json';
import { loadPack } from '../../scripts/content';
import { createEngine } from '../../scripts/engine';
import type { Engine, StartedEngine } from '../../scripts/engine';
import type { PipelineDefinition } from '../../scripts/ingest/types';
import { adversarialRecords } from '../../scripts/testing/adversarial-records';
import type { AdversarialRecord } from '../../scripts/testing/adversarial-records';
import { withFinalPipeline } from '../../scripts/verify';
import { firstDifference } from '../../scripts/verify/documents';
import { sharedEngine } from './shared-server';

const stream = loadPack(resolve(__dirname, '..', '..')).streams.get('o365.audit')!;
const records = adversarialRecords().filter(({ embeddedOnly }) => embeddedOnly !== true);

/** Gives every document the id that it was sent with, and takes the times away that the server made. */
const FINAL_PIPELINE = 'o365-rulepack-adversarial';
const finalPipeline: PipelineDefinition = {
  processors: [
    { set: { field: 'labels.id', copy_from: '_id', if: 'ctx._id != null' } },
    { set: { field: '_id', copy_from: 'labels.record' } },
    { remove: { field: 'event.ingested' } },
    { remove: { field: '@timestamp', if: 'ctx.error != null' } },
  ],
};

/** Stores all records, one request each as some are large; returns documents by the record's name. */
async function store(engine: StartedEngine): Promise<Map<string, JsonObject>> {
  await engine.install([withFinalPipeline(stream, FINAL_PIPELINE, finalPipeline)]);
  for (const { name, text } of records) {
    const source = { message: text, labels: { record: name } };
    const results = await engine.ingest([{ stream: stream.name, source, arrival: 0 }]);
    expect({ name, results }).toEqual({ name, results: [{ kind: 'created', id: name }] });
  }
  const stored = await engine.documents(stream.name);
  return new Map(stored.map(({ id, source }) => [id, source]));
}

/** What the two must have in common: of an unreadable record, all but the parser's own words. */
function comparable(document: JsonObject | undefined, { fate }: AdversarialRecord): JsonObject {
  if (document === undefined) return { missing: true };
  if (fate === 'stored') return document;
  const [summary] = (document['error'] as { message: string[] }).message;
  return { ...document, error: summary ?? null };
}

describe('hostile records on a real Elasticsearch', () => {
  const documents: Record<string, Map<string, JsonObject>> = {};

  beforeAll(async () => {
    const engines: Record<string, Engine> = {
      embedded: createEngine('embedded', {}),
      server: sharedEngine(),
    };
    for (const [side, engine] of Object.entries(engines)) {
      await using started = await engine.start();
      documents[side] = await store(started);
    }
  }, 300_000);

  test.each(records)('$name: the same document', (record) => {
    const [embedded, server] = ['embedded', 'server'].map((side) =>
      comparable(documents[side]?.get(record.name), record),
    );
    expect(firstDifference(embedded, server)).toBeUndefined();
    expect(server).not.toEqual({ missing: true });
  });
});
