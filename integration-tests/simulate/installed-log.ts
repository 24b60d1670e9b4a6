import type { Pack } from '../../scripts/content';
import type { StartedEngine } from '../../scripts/engine';
import { timedStreams } from '../../scripts/simulate/on-engine/timed-streams';
import { ask, sharedEngine } from '../engine/shared-server';

/** The pack's streams on the shared server, empty; disposing removes them. */
export interface InstalledStreams extends AsyncDisposable {
  readonly engine: StartedEngine;
  /** What stands before the pack's names there. */
  readonly prefix: string;
  /** Documents by the server's index; those of other suites left out. */
  counts(): Promise<Readonly<Record<string, number>>>;
}

/** Installs the pack's streams on the shared server; documents are dated by labels, as a simulation dates them. */
export async function installStreams(pack: Pack): Promise<InstalledStreams> {
  const before = new Set((await indices()).map(({ index }) => index));
  const engine = await sharedEngine().start();
  await engine.install(timedStreams(pack));
  const [stream] = pack.streams.values();
  const made = (await indices()).find(
    ({ index }) => !before.has(index) && index.endsWith(stream?.name ?? '-'),
  );
  const prefix = made?.index.slice(0, -(stream?.name.length ?? 0)) ?? '';
  return {
    engine,
    prefix,
    counts: async () => {
      await engine.refresh();
      const own = (await indices()).filter(({ index }) => index.startsWith(prefix));
      return Object.fromEntries(own.map((one) => [one.index, Number(one['docs.count'])]));
    },
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

interface IndexLine {
  readonly index: string;
  readonly 'docs.count': string;
}

async function indices(): Promise<readonly IndexLine[]> {
  const { body } = await ask('GET', '/_cat/indices?format=json&h=index,docs.count&s=index');
  return body as readonly IndexLine[];
}
