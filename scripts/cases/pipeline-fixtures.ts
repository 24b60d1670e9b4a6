import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ContentError } from '../base/errors';
import { YamlDocument } from '../base/yaml';
import { z } from '../base/zod';
import type { JsonObject, JsonValue } from '../base/json';
import { isJsonObject, getKey } from '../base/json';
import { replaceAtPointer } from '../base/json-pointer';
import { validateYaml } from '../content';

const object = z.record(z.string(), z.json());

const fixtureSchema = z.strictObject({
  name: z.string(),
  description: z.string(),
  /** The envelope; `record` is sent as JSON text in `message`. */
  input: object,
  arrival: z.iso.datetime(),
  id: z.string().nullable().optional(),
  expected: object.optional(),
  /** The pipeline drops the record. */
  dropped: z.literal(true).optional(),
  /** JSON pointers whose values differ from engine to engine. */
  not_compared: z.array(z.string()).optional(),
  rows: z
    .array(z.strictObject({ record: object, id: z.string().nullable().optional(), expected: object }))
    .optional(),
});

/** One record of fixtures/pipelines/<data stream>/ and what that pipeline makes of it. */
export interface PipelineFixture {
  /** Folder under package-content/data_stream/. */
  readonly dataStream: string;
  readonly name: string;
  readonly source: JsonObject;
  /** Epoch milliseconds. */
  readonly arrival: number;
  /** null: Elasticsearch makes one. undefined: the fixture does not say. */
  readonly id: string | null | undefined;
  /** The whole document, or by dotted name the fields that the row is about (null: absent). */
  readonly expected: { readonly document: JsonObject } | { readonly fields: JsonObject } | 'dropped';
  readonly notCompared: readonly string[];
}

/** All fixtures of a checkout, a table’s rows one by one. */
export function pipelineFixtures(root = resolve(__dirname, '..', '..')): PipelineFixture[] {
  const folder = join(root, 'fixtures', 'pipelines');
  return readdirSync(folder).flatMap((dataStream) =>
    readdirSync(join(folder, dataStream))
      .filter((name) => name.endsWith('.yml'))
      .flatMap((name) => readFixture(dataStream, join(folder, dataStream, name))),
  );
}

/** The one document that fixtures/pipelines/<data stream>/<name>.yml is about; throws where there is none. */
export function pipelineFixture(root: string, dataStream: string, name: string): PipelineFixture {
  const path = join(root, 'fixtures', 'pipelines', dataStream, `${name}.yml`);
  const fixture = readFixture(dataStream, path).find((one) => one.name === name);
  if (fixture === undefined) throw new Error(`the fixture ${path} expects no document`);
  return fixture;
}

function readFixture(dataStream: string, path: string): PipelineFixture[] {
  // The value itself, not zod's copy of it, which leaves out the key `__proto__` that a fixture is about.
  const document = new YamlDocument(
    `fixtures/pipelines/${dataStream}/${basename(path)}`,
    readFileSync(path, 'utf8'),
  );
  const checked = validateYaml(document, fixtureSchema);
  if (!checked.ok) throw new ContentError(checked.problems);
  const fixture = document.value as z.infer<typeof fixtureSchema>;
  if (fixture.name !== basename(path, '.yml'))
    throw new ContentError(
      document.problem(['name'], {
        code: 'FIXTURE_MISNAMED',
        message: 'a fixture has the name of its file',
        found: fixture.name,
        expected: basename(path, '.yml'),
      }),
    );
  const { record, ...envelope } = fixture.input;
  const arrival = Date.parse(fixture.arrival);
  const notCompared = fixture.not_compared ?? [];
  const source = (overlay: JsonObject): JsonObject =>
    isJsonObject(record) ? { ...envelope, message: JSON.stringify({ ...record, ...overlay }) } : envelope;
  const rows = (fixture.rows ?? []).map((row, index) => ({
    dataStream,
    name: `${fixture.name}, row ${index + 1}: ${JSON.stringify(row.record).slice(0, 80)}`,
    source: source(row.record),
    arrival,
    id: row.id,
    expected: { fields: row.expected },
    notCompared,
  }));
  const expected = fixture.dropped ? 'dropped' : fixture.expected && { document: fixture.expected };
  if (!expected) return rows;
  return [
    ...rows,
    { dataStream, name: fixture.name, source: source({}), arrival, id: fixture.id, expected, notCompared },
  ];
}

/** What a fixture compares of a document, beside what it expects: equal when the pipeline is right. */
export function comparison(
  fixture: PipelineFixture,
  document: JsonObject,
): [found: JsonValue, expected: JsonValue] {
  if (fixture.expected === 'dropped') return ['indexed', 'dropped'];
  if ('document' in fixture.expected) {
    return [without(document, fixture.notCompared), without(fixture.expected.document, fixture.notCompared)];
  }
  const names = Object.keys(fixture.expected.fields);
  return [Object.fromEntries(names.map((name) => [name, valueAt(document, name)])), fixture.expected.fields];
}

function valueAt(document: JsonObject, name: string): JsonValue {
  const step = (value: JsonValue | undefined, key: string): JsonValue | undefined =>
    isJsonObject(value) ? getKey(value, key) : undefined;
  return name.split('.').reduce<JsonValue | undefined>(step, document) ?? null;
}

function without(document: JsonObject, pointers: readonly string[]): JsonObject {
  return pointers.reduce(
    (rest, pointer) => replaceAtPointer(rest, pointer, 'not compared') ?? rest,
    document,
  );
}
