import type { JsonObject } from '../base/json';
import type { PipelineDefinition } from '../ingest/types';
import type { PipelineFixture } from '../cases';
import { mutatePipelines } from './mutate-pipelines';

const pipelines: Record<string, PipelineDefinition> = {
  test: {
    processors: [
      { set: { tag: 'kind', field: 'kind', value: 'event' } },
      { set: { tag: 'large', field: 'size', value: 'large', if: 'ctx.bytes > 9' } },
      { drop: { tag: 'empty', if: 'ctx.bytes == 0' } },
    ],
  },
};
const stream = { dataset: 'o365.test', name: 'logs-test', defaultPipeline: 'test', pipelines };

function fixture(source: JsonObject, expected: JsonObject | 'dropped'): PipelineFixture {
  return {
    dataStream: 'test',
    name: JSON.stringify(source),
    source,
    arrival: 0,
    id: undefined,
    expected: expected === 'dropped' ? expected : { document: { ...source, ...expected } },
    notCompared: [],
  };
}

const large = fixture({ bytes: 10 }, { kind: 'event', size: 'large' });
const small = fixture({ bytes: 9 }, { kind: 'event' });
const empty = fixture({ bytes: 0 }, 'dropped');

describe('mutatePipelines', () => {
  test('every mutant dies where the fixtures show each limit', () => {
    const { mutants, survivors } = mutatePipelines(stream, [large, small, empty]);
    expect(survivors).toEqual([]);
    expect(mutants).toBe(11);
  });

  test('names what a missing fixture would have shown', () => {
    const survivors = (...fixtures: PipelineFixture[]): string[] =>
      mutatePipelines(stream, fixtures).survivors.map(({ id }) => id);
    expect(survivors(large, empty)).toEqual(['large: if:11: > → >=']);
    expect(survivors(large, small)).toEqual(['empty: processor dropped', 'empty: if:14: 0 → 1']);
    expect(survivors()).toHaveLength(11);
  });

  test('the parts together are the whole', () => {
    const parts = [0, 1, 2].map((part) => mutatePipelines(stream, [large, empty], { part, parts: 3 }));
    expect(parts.map(({ mutants }) => mutants)).toEqual([4, 4, 3]);
    expect(parts.flatMap(({ survivors }) => survivors.map(({ id }) => id))).toEqual(['large: if:11: > → >=']);
  });
});
