import { resolve } from 'node:path';
import { isJsonObject } from '../../scripts/base/json';
import type { JsonObject } from '../../scripts/base/json';
import { replaceAtPointer, valueAtPointer } from '../../scripts/base/json-pointer';
import { loadPack } from '../../scripts/content';
import type { IngestResult, StartedEngine } from '../../scripts/engine/engine';
import type { PipelineDefinition } from '../../scripts/ingest/types';
import { comparison, pipelineFixtures } from '../../scripts/cases';
import { withFinalPipeline } from '../../scripts/verify';
import { sharedEngine } from '../engine/shared-server';

const streams = [...loadPack(resolve(__dirname, '..', '..')).streams.values()];
const allFixtures = pipelineFixtures().map((fixture, number) => ({ fixture, key: `fixture-${number}` }));

/** Rows of a table share an Id: each document gets an _id of its own, and the one that the pipeline gave is kept. */
const FINAL_PIPELINE = 'o365-rulepack-fixtures';
const finalPipeline: PipelineDefinition = {
  processors: [
    { set: { field: 'labels.id', copy_from: '_id', if: 'ctx._id != null' } },
    { set: { field: '_id', copy_from: 'labels.fixture' } },
  ],
};

describe.each(streams)('the pipeline of $dataset on a real Elasticsearch', (stream) => {
  const fixtures = allFixtures.filter(({ fixture }) => fixture.dataStream === stream.config.data_stream);
  let engine: StartedEngine;
  let results: readonly IngestResult[];
  let documents: ReadonlyMap<string, JsonObject>;

  beforeAll(async () => {
    engine = await sharedEngine().start();
    await engine.install([withFinalPipeline(stream, FINAL_PIPELINE, finalPipeline)]);
    results = await engine.ingest(
      fixtures.map(({ fixture, key }) => {
        const labels = isJsonObject(fixture.source['labels']) ? fixture.source['labels'] : {};
        const source = { ...fixture.source, labels: { ...labels, fixture: key } };
        return { stream: stream.name, source, arrival: fixture.arrival };
      }),
    );
    const stored = await engine.documents(stream.name);
    documents = new Map(stored.map(({ id, source }) => [id, source]));
  });

  afterAll(() => engine[Symbol.asyncDispose]());

  test.each(fixtures.map(({ fixture, key }, index) => [fixture.name, fixture, key, index] as const))(
    '%s',
    (_, fixture, key, index) => {
      if (fixture.expected === 'dropped') {
        expect(results[index]?.kind).toBe('dropped');
        return;
      }
      expect(results[index]).toEqual({ kind: 'created', id: key });
      const document = documents.get(key);
      if (!document) throw new Error(`${key} was not stored`);
      const { id = null, fixture: marker, ...labels } = document['labels'] as JsonObject;
      expect(marker).toBe(key);
      const own: JsonObject = { ...document, labels };
      if (Object.keys(labels).length === 0) delete own['labels'];
      const [found, expected] = comparison(fixture, underOwnName(atArrival(own, fixture.arrival)));
      expect(found).toEqual(expected);
      if (fixture.id !== undefined) expect(id).toBe(fixture.id);
    },
  );
});

/** The server stamps its own time, here of the last minutes; a fixture states the arrival. */
function atArrival(document: JsonObject, arrival: number): JsonObject {
  const stamp = new Date(arrival).toISOString();
  return ['/event/ingested', '/@timestamp'].reduce((dated, pointer) => {
    const value = valueAtPointer(dated, pointer);
    const isNow = typeof value === 'string' && Math.abs(Date.now() - Date.parse(value)) < 600_000;
    return isNow ? (replaceAtPointer(dated, pointer, stamp) ?? dated) : dated;
  }, document);
}

/** An engine puts a prefix of its own before a pipeline’s name. */
function underOwnName(document: JsonObject): JsonObject {
  const reason = valueAtPointer(document, '/error/message');
  if (typeof reason !== 'string') return document;
  const own = reason.replace(/ in pipeline rulepack-[0-9a-f]+-/, ' in pipeline ');
  return replaceAtPointer(document, '/error/message', own) ?? document;
}
