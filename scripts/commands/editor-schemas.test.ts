import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { editorSchemas } from './editor-schemas';

const root = resolve(__dirname, '..', '..');

describe('docs/schema', () => {
  test.each([...editorSchemas()])(
    '%s is what the zod schema says (npm run schemas writes it)',
    (name, text) => {
      expect(readFileSync(join(root, 'docs', 'schema', name), 'utf8')).toBe(text);
    },
  );
});

test.each([
  ['stories', 'story'],
  ['profiles', 'profile'],
])('fixtures/%s/ names its schema for editors', (folder, schema) => {
  const files = globSync(`fixtures/${folder}/*.yml`, { cwd: root });
  expect(files).not.toEqual([]);
  for (const file of files) {
    const [first] = readFileSync(join(root, file), 'utf8').split('\n');
    expect([file, first]).toEqual([
      file,
      `# yaml-language-server: $schema=../../docs/schema/${schema}.schema.json`,
    ]);
  }
});
