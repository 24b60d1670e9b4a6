import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentError } from '../base/errors';
import { writeFiles } from './write-files';

describe('writeFiles', () => {
  let root: string;
  const read = (name: string): string => readFileSync(join(root, name), 'utf8');
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rulepack-write-files-'));
    writeFileSync(join(root, 'a'), 'old');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('replaces files, makes new ones and leaves nothing beside them', () => {
    writeFiles(
      root,
      new Map([
        ['a', 'new'],
        ['b', 'more'],
      ]),
    );
    expect([read('a'), read('b')]).toEqual(['new', 'more']);
    expect(readdirSync(root)).toEqual(['a', 'b']);
  });

  test.each([
    ['a folder that is missing', 'missing/b'],
    ['a folder in its place', 'folder'],
  ])('writes none where one cannot be written: %s', (_, other) => {
    mkdirSync(join(root, 'folder', 'inner'), { recursive: true });
    const files = new Map([
      ['a', 'new'],
      ['c', 'new'],
      [other, 'new'],
    ]);
    expect(() => writeFiles(root, files)).toThrow(ContentError);
    expect(read('a')).toBe('old');
    expect(readdirSync(root)).toEqual(['a', 'folder']);
  });
});
