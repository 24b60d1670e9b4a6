import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { editorSchemas } from './editor-schemas';

describe('docs/schema', () => {
  test.each([...editorSchemas()])(
    '%s is what the zod schema says (npm run schemas writes it)',
    (name, text) => {
      expect(readFileSync(resolve(__dirname, '..', '..', 'docs', 'schema', name), 'utf8')).toBe(text);
    },
  );
});
