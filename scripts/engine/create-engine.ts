import { setImmediate as nextTurn } from 'node:timers/promises';
import { createEmbeddedEngine } from './embedded';
import type { Engine, EngineName } from './engine';
import { startServer } from './start-server';

/** All engines, the default first. */
export const ENGINE_NAMES = [
  'embedded',
  'local',
  'container',
  'url',
] as const satisfies readonly EngineName[];

export interface EngineOptions {
  /** Where ES_HOME, ES_IMAGE, ELASTICSEARCH_URL and their like are looked up; the process's own by default. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The engine of that name, not running yet. Nothing is looked at, loaded or started before `start()`. */
export function createEngine(name: EngineName, { env = process.env }: EngineOptions = {}): Engine {
  if (name === 'embedded') return createEmbeddedEngine();
  return {
    name,
    start: async (progress) => {
      const [server, [{ startedOn }]] = await Promise.all([
        startServer(name, { env, progress }),
        // Loading takes a while: a server’s process is started before it, and boots meanwhile.
        nextTurn().then(() =>
          Promise.all([import('./elasticsearch/started'), import('@elastic/elasticsearch')]),
        ),
      ]);
      return startedOn(name, server);
    },
  };
}
