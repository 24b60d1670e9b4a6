import { resolve } from 'node:path';
import { comparison, pipelineFixtures } from '../testing/pipeline-fixtures';
import { loadPack } from './load-pack';

const stream = loadPack(resolve(__dirname, '..', '..')).streams.get('o365.audit');
if (!stream) throw new Error('the pack has no stream o365.audit');
const { compiled, defaultPipeline, name: index } = stream;

describe('the audit pipeline, embedded', () => {
  test.each(pipelineFixtures().map((fixture) => [fixture.name, fixture] as const))('%s', (_, fixture) => {
    const outcome = compiled.run(
      [defaultPipeline],
      { index, id: null, source: fixture.source },
      fixture.arrival,
    );
    if (outcome.kind !== 'document') throw new Error(`the record was ${outcome.kind}`);
    const [found, expected] = comparison(fixture, outcome.source);
    expect(found).toEqual(expected);
    if (fixture.id !== undefined) expect(outcome.id).toBe(fixture.id);
  });
});
