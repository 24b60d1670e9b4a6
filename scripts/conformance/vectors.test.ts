import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseExactJson } from '../base/exact-json';
import { ANSWERERS } from './answer';
import { AREA_NAMES, readVectors } from './vector';

const root = join(__dirname, '..', '..');

const files = AREA_NAMES.filter((area) => existsSync(join(root, 'fixtures', 'conformance', area))).flatMap(
  (area) => [...readVectors(root, area)].map(([name, file]) => ({ area, name, ...file })),
);

describe.each(files)('$area/$name, as Elasticsearch $elasticsearch answered', ({ area, vectors }) => {
  test.each(vectors)('$title', async ({ input, answer }) => {
    const given = await ANSWERERS[area]?.(input);
    // As it would be read from the file: a number is what its text says.
    expect(parseExactJson(JSON.stringify(given))).toEqual(answer);
  });
});
