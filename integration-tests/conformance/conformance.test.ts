import { startServer } from '../../scripts/engine';
import { AREAS } from './areas';
import { disagreementText, runText } from './report';
import { runArea } from './run-area';
import { ConformanceServer } from './server';

/** Comparisons in each area; `npm run conformance` asks for more. */
const COMPARISONS = Number(process.env['O365_RULEPACK_CONFORMANCE_COMPARISONS'] ?? 1500);

/** Fixed, so that a change fails for what it did and not for what nobody asked before: that is for long runs to find. */
const SEED = Number(process.env['O365_RULEPACK_CONFORMANCE_SEED'] ?? 1);

/** Ends an area that is far too slow, seconds. */
const TIME_LIMIT = 240;

describe('the embedded engine answers as Elasticsearch does', () => {
  let server: ConformanceServer;

  beforeAll(async () => {
    server = await ConformanceServer.connect(await startServer('url', { env: process.env }));
  });

  afterAll(() => server.removeAll());

  test.each(AREAS)(
    '$name',
    async (area) => {
      const run = await runArea(area, server, { seed: SEED, seconds: TIME_LIMIT, comparisons: COMPARISONS });
      process.stderr.write(`${runText(run)}\n`);
      expect(run.disagreements.map((one) => disagreementText(area.name, one))).toEqual([]);
      expect(run.tally.comparisons).toBeGreaterThanOrEqual(COMPARISONS);
    },
    (TIME_LIMIT + 120) * 1000,
  );
});
