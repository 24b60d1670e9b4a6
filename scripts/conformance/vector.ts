import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseExactJson } from '../base/exact-json';
import type { JsonValue } from '../base/json';

/** The parts of Elasticsearch that the embedded engine imitates, each compared by itself. */
export const AREA_NAMES = ['kql', 'query-dsl', 'ingest', 'painless'] as const;

export type AreaName = (typeof AREA_NAMES)[number];

/** A question that was put to a real Elasticsearch once, and what it answered. */
export interface Vector {
  /** What the question is about, for people. */
  readonly title: string;
  /** Whatever the area needs to ask again: a mapping, documents, a query, a pipeline, a script. */
  readonly input: JsonValue;
  /** The server's answer in the form in which the area's own answers come. */
  readonly answer: JsonValue;
}

/** A file below `fixtures/conformance/<area>/`. */
export interface VectorFile {
  /** Version of the Elasticsearch that answered. */
  readonly elasticsearch: string;
  readonly vectors: readonly Vector[];
}

/** Reads all vector files of an area; each by its name without `.json`. */
export function readVectors(root: string, area: AreaName): Map<string, VectorFile> {
  const folder = join(root, 'fixtures', 'conformance', area);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(
    files.map((name) => [
      name.slice(0, -'.json'.length),
      parseExactJson(readFileSync(join(folder, name), 'utf8')) as unknown as VectorFile,
    ]),
  );
}
