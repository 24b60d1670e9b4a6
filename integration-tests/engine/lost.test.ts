import { getContainerRuntimeClient } from 'testcontainers';
import { startServer } from '../../scripts/engine';
import { startedOn } from '../../scripts/engine/elasticsearch/started';
import type { Server } from '../../scripts/engine';
import { testedEngine } from './shared-server';
import { request, STREAM } from './stream';

/** Ends a server as a crash would. */
async function kill(server: Server): Promise<void> {
  const { port } = new URL(server.address.url);
  if (testedEngine() === 'container') {
    const { container } = await getContainerRuntimeClient();
    const all = await container.list();
    const ours = all.find(({ Ports }) => Ports.some(({ PublicPort }) => PublicPort === Number(port)));
    await container.getById(ours?.Id ?? '').kill({ signal: 'SIGKILL' });
    return;
  }
  const response = await fetch(new URL('/_nodes/_local/process', server.address.url));
  const { nodes } = (await response.json()) as { nodes: Record<string, { process: { id: number } }> };
  for (const { process: java } of Object.values(nodes)) process.kill(java.id, 'SIGKILL');
}

// A cluster that is not ours is not ours to kill.
(testedEngine() === 'url' ? describe.skip : describe)('an engine that dies midway', () => {
  it('ends the work at once with what it said last and a hint, and disposes without a further error', async () => {
    const server = await startServer(testedEngine(), { env: process.env });
    await using engine = await startedOn(testedEngine(), server);
    await engine.install([STREAM]);
    await kill(server);

    const start = performance.now();
    await expect(engine.ingest([request({ action: 'X' })])).rejects.toMatchObject({
      name: 'EngineError',
      code: 'ENGINE_LOST',
      message: expect.stringMatching(/in the middle of the work[^]*last lines:\n.+/) as string,
      hint: expect.stringContaining('memory') as string,
    });
    await expect(engine.search({ index: ['*'], query: { match_all: {} }, size: 1 })).rejects.toMatchObject({
      code: 'ENGINE_LOST',
    });
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
