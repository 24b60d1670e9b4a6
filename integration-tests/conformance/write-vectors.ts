import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vector, VectorFile } from '../../scripts/conformance/vector';
import { parseExactJson } from '../../scripts/base/exact-json';

/** Adds vectors to `fixtures/conformance/<area>/found.json`; returns that path. */
export function writeVectors(
  root: string,
  area: string,
  version: string,
  vectors: readonly Vector[],
): string {
  const folder = join('fixtures', 'conformance', area);
  const path = join(folder, 'found.json');
  mkdirSync(join(root, folder), { recursive: true });
  const file = join(root, path);
  const before = existsSync(file)
    ? (parseExactJson(readFileSync(file, 'utf8')) as unknown as VectorFile).vectors
    : [];
  const known = new Set(before.map(({ input }) => JSON.stringify(input)));
  const added = vectors.filter(({ input }) => !known.has(JSON.stringify(input)));
  const content: VectorFile = { elasticsearch: version, vectors: [...before, ...added] };
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
  return path;
}
