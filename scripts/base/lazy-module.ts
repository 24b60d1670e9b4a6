import { createRequire } from 'node:module';

const load: (name: string) => unknown = createRequire(__filename);

/**
 * A library that is loaded when it is first called for. For those that a proof seldom needs, in code that cannot wait
 * for an `import()`.
 */
export function lazyModule(name: string): () => unknown {
  let loaded: unknown;
  return () => (loaded ??= load(name));
}
