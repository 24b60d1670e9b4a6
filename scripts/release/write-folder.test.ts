import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentError } from '../base/errors';
import { writeFolder } from './write-folder';

describe('writeFolder', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rulepack-write-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('replaces the folder as a whole', () => {
    mkdirSync(join(root, 'dist'));
    writeFileSync(join(root, 'dist', 'old.json'), '{}');
    writeFolder(join(root, 'dist'), new Map([['rules/new.json', '{"a":1}']]));
    expect(readFileSync(join(root, 'dist', 'rules', 'new.json'), 'utf8')).toBe('{"a":1}');
    expect(readdirSync(join(root, 'dist'))).toEqual(['rules']);
    expect(readdirSync(root)).toEqual(['dist']);
  });

  test('writes bytes as they are', () => {
    const bytes = new Uint8Array([0x50, 0x4b, 0, 255, 0xfe]);
    writeFolder(join(root, 'dist'), new Map([['pack.zip', bytes]]));
    expect([...readFileSync(join(root, 'dist', 'pack.zip'))]).toEqual([...bytes]);
  });

  test('gives the folder the permissions that the user’s umask says', () => {
    writeFolder(join(root, 'dist'), new Map([['a.json', '{}']]));
    mkdirSync(join(root, 'other'));
    expect(statSync(join(root, 'dist')).mode).toBe(statSync(join(root, 'other')).mode);
  });

  test('an error leaves the old folder as it was and nothing beside it', () => {
    mkdirSync(join(root, 'dist'));
    writeFileSync(join(root, 'dist', 'old.json'), '{}');
    const impossible = new Map([
      ['a', '1'],
      ['a/b', '2'],
    ]);
    expect(() => writeFolder(join(root, 'dist'), impossible)).toThrow(ContentError);
    expect(readdirSync(root)).toEqual(['dist']);
    expect(readdirSync(join(root, 'dist'))).toEqual(['old.json']);
  });
});
