import { resolve } from 'node:path';
import { isJsonObject } from '../base/json';
import type { JsonObject } from '../base/json';
import { pipelineFixtures } from './pipeline-fixtures';
import { loadPack } from '../content';

const stream = loadPack(resolve(__dirname, '..', '..')).streams.get('azure.auditlogs')!;

/** About members that Microsoft Graph has no counterpart of. */
const HUB_ONLY = 'odd-envelope';

const records = pipelineFixtures().flatMap(({ dataStream, name, source, arrival }) => {
  const record = dataStream === 'auditlogs' && name !== HUB_ONLY ? parsed(source['message']) : undefined;
  const properties = record?.['properties'];
  if (record?.['category'] !== 'AuditLogs' || !isJsonObject(properties)) return [];
  return [{ name, record, properties, arrival }];
});

function parsed(text: unknown): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(String(text));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An event hub dates twice and has the caller’s address beside the properties. */
function asHub(record: JsonObject, properties: JsonObject): JsonObject {
  const envelope = { ...record };
  delete envelope['callerIpAddress'];
  return { ...envelope, time: properties['activityDateTime'] ?? null, properties };
}

function documentOf(record: JsonObject, arrival: number): unknown {
  const source = { message: JSON.stringify(record) };
  const outcome = stream.compiled.run(
    [stream.defaultPipeline],
    { index: stream.name, id: null, source },
    arrival,
  );
  return outcome.kind === 'document' ? { id: outcome.id, ...outcome.source } : outcome.kind;
}

describe('the directoryAudit of Microsoft Graph gives the document that the event-hub record gives', () => {
  test.each(records)('$name', ({ record, properties, arrival }) => {
    const graph = { ...properties, tenantId: record['tenantId'] ?? null };
    expect(documentOf(graph, arrival)).toEqual(documentOf(asHub(record, properties), arrival));
  });

  test('of every kind of row', () => {
    expect(records.length).toBeGreaterThanOrEqual(10);
  });
});
