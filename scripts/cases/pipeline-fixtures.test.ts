import { resolve } from 'node:path';
import { comparison, pipelineFixtures } from './pipeline-fixtures';
import { loadPack } from '../content';

const fixtures = pipelineFixtures();

describe.each([...loadPack(resolve(__dirname, '..', '..')).streams.values()])(
  'the pipeline of $dataset, embedded',
  ({ compiled, defaultPipeline, name: index, config }) => {
    const own = fixtures.filter(({ dataStream }) => dataStream === config.data_stream);

    test.each(own.map((fixture) => [fixture.name, fixture] as const))('%s', (_, fixture) => {
      const outcome = compiled.run(
        [defaultPipeline],
        { index, id: null, source: fixture.source },
        fixture.arrival,
      );
      if (outcome.kind !== 'document') {
        expect(outcome.kind).toBe(fixture.expected);
        return;
      }
      const [found, expected] = comparison(fixture, outcome.source);
      expect(found).toEqual(expected);
      if (fixture.id !== undefined) expect(outcome.id).toBe(fixture.id);
    });
  },
);
