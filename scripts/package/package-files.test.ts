import { resolve } from 'node:path';
import { load } from 'js-yaml';
import { isJsonObject } from '../base/json';
import type { JsonObject, JsonValue } from '../base/json';
import { loadPack } from '../content';
import { packageFiles, packageParts } from './package-files';
import { packageId } from './package-id';

const pack = loadPack(resolve(__dirname, '..', '..'));
const parts = packageParts(pack);
const text = (path: string): string => String(parts.get(path)?.content);
const paths = (pattern: RegExp): string[] => [...parts.keys()].filter((path) => pattern.test(path));

describe('packageFiles', () => {
  test('has a rule asset for every rule, its name and id made of rule_id and version', () => {
    expect(paths(/^kibana\/security_rule\//)).toEqual(
      pack.rules.map(({ id, version }) => `kibana/security_rule/${id}_${version}.json`).sort(),
    );
    for (const { id, version, document } of pack.rules) {
      const path = `kibana/security_rule/${id}_${version}.json`;
      expect(JSON.parse(text(path))).toMatchObject({
        id: `${id}_${version}`,
        type: 'security-rule',
        attributes: { rule_id: id, version },
      });
      expect(parts.get(path)?.source).toBe(document.file);
    }
  });

  test.each([...pack.streams.values()].map(({ config }) => config.data_stream))(
    'has manifest, fields, pipeline and sample event of %s',
    (stream) => {
      const folder = `data_stream/${stream}`;
      expect([...parts.keys()]).toEqual(
        expect.arrayContaining([
          `${folder}/manifest.yml`,
          `${folder}/fields/base-fields.yml`,
          `${folder}/fields/ecs.yml`,
          `${folder}/elasticsearch/ingest_pipeline/default.yml`,
          `${folder}/sample_event.json`,
        ]),
      );
    },
  );

  test('names a source in the checkout for every file', () => {
    for (const [, { source }] of parts)
      expect(source).toMatch(/^(package-content|fixtures|scripts)\/.+|^(LICENSE|NOTICE)$/);
  });

  test('is the same when it is made again, in the order of paths', () => {
    const files = packageFiles(loadPack(pack.root));
    expect(files).toEqual(packageFiles(pack));
    expect([...files.keys()]).toEqual([...files.keys()].sort());
  });

  test('refers to no icon that it does not hold', () => {
    const { icons } = load(text('manifest.yml')) as { icons: { src: string }[] };
    expect(icons.length).toBeGreaterThan(0);
    for (const { src } of icons) expect(parts.has(src.slice(1))).toBe(true);
  });

  test('holds no hint for editors, whose schemas stay in the checkout', () => {
    for (const path of paths(/\.yml$/)) expect(text(path)).not.toContain('yaml-language-server');
  });
});

describe.each(paths(/\/ingest_pipeline\//))('%s', (path) => {
  const processors = allProcessors(load(text(path)) as JsonObject);

  test('begins with the dashes of a document and says its version in a comment only', () => {
    expect(text(path)).toMatch(/^---\n/);
    expect(text(path)).toMatch(/^# Version \d+\.$/m);
    expect(text(path)).not.toMatch(/^version:/m);
  });

  test('has a tag of its own on every processor', () => {
    const tags = processors.map(({ tag }) => tag);
    expect(tags.length).toBeGreaterThan(10);
    expect(tags.filter((tag) => typeof tag !== 'string' || tag === '')).toEqual([]);
    expect(new Set(tags).size).toBe(tags.length);
  });

  test('has no curly braces but the Mustache of error.message', () => {
    const lines = text(path)
      .split('\n')
      .filter((line) => line.includes('{{'));
    expect(lines.join(' ').replace(/\{\{\{_ingest\.[a-z_]+\}\}\}/g, '')).not.toContain('{{');
    expect(lines).toHaveLength(2);
  });
});

describe('packageId', () => {
  test('is name and version of the manifest', () => {
    expect(packageId(packageFiles(pack))).toMatch(/^o365_rulepack-\d+\.\d+\.\d+$/);
  });

  test('a manifest without a version is refused', () => {
    expect(() => packageId(new Map([['manifest.yml', 'name: x\n']]))).toThrow('lacks the package’s name');
  });
});

/** The options of all processors of a pipeline, those in on_failure and foreach as well. */
function allProcessors(pipeline: JsonObject): JsonObject[] {
  const visit = (list: JsonValue | undefined): JsonObject[] =>
    Array.isArray(list) ? list.flatMap((one) => (isJsonObject(one) ? visitOne(one) : [])) : [];
  const visitOne = (processor: JsonObject): JsonObject[] =>
    Object.values(processor).flatMap((options) =>
      isJsonObject(options)
        ? [
            options,
            ...visit(options['on_failure']),
            ...visit(options['processor'] ? [options['processor']] : []),
          ]
        : [],
    );
  return [...visit(pipeline['processors']), ...visit(pipeline['on_failure'])];
}
