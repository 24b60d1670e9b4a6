import { resolve } from 'node:path';
import { isJsonObject } from '../base/json';
import type { JsonObject, JsonValue } from '../base/json';
import { loadPack } from '../content';
import { sampleEvents } from './sample-events';

const pack = loadPack(resolve(__dirname, '..', '..'));
const samples = sampleEvents(pack);

describe.each([...pack.streams.values()])('sample_event.json of $dataset', (stream) => {
  const folder = stream.config.data_stream;
  const sample = JSON.parse(
    String(samples.get(`data_stream/${folder}/sample_event.json`)?.content),
  ) as JsonObject;

  test('is a document of that data stream, not one of a failure', () => {
    expect(sample).toMatchObject({
      data_stream: { type: 'logs', dataset: `o365_rulepack.${folder}`, namespace: 'default' },
      event: { dataset: stream.dataset },
    });
    expect(sample['event']).not.toMatchObject({ kind: 'pipeline_error' });
  });

  test('has no field that the data stream does not declare', () => {
    const undeclared = leaves(sample, '').filter(
      (name) => stream.declaredFields.lookup(name) === undefined && !insideFlattened(name),
    );
    expect(undeclared).toEqual([]);
  });

  const insideFlattened = (name: string): boolean =>
    name
      .split('.')
      .some(
        (_, index, names) =>
          stream.declaredFields.lookup(names.slice(0, index).join('.'))?.type === 'flattened',
      );
});

function leaves(value: JsonValue, name: string): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => leaves(item, name)))];
  if (!isJsonObject(value)) return [name];
  const prefix = name === '' ? '' : `${name}.`;
  return Object.entries(value).flatMap(([key, member]) => leaves(member, `${prefix}${key}`));
}
