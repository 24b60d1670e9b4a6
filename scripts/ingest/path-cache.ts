import { compileFieldPath, type FieldPath } from './field-path';

/** Paths that come from data; the cache is emptied when full. */
const CACHE_SIZE = 512;

/** Compiles field paths and keeps the last ones. */
export function createPathCache(): (path: string) => FieldPath {
  const cache = new Map<string, FieldPath>();
  return (path) => {
    const known = cache.get(path);
    if (known !== undefined) return known;
    if (cache.size >= CACHE_SIZE) cache.clear();
    const compiled = compileFieldPath(path);
    cache.set(path, compiled);
    return compiled;
  };
}
