import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { ZipFile } from './zip';

interface Member {
  readonly name: string;
  readonly content: string;
  readonly stored?: boolean;
  readonly mode?: number;
  readonly damaged?: boolean;
}

/** A zip archive, written field by field after APPNOTE.TXT. */
function zipOf(members: readonly Member[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored, mode, damaged } of members) {
    const plain = Buffer.from(content);
    const packed = stored === true ? plain : deflateRawSync(plain);
    const local = Buffer.alloc(30 + name.length);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    local.write(name, 30);
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(stored === true ? 0 : 8, 10);
    entry.writeUInt32LE(damaged === true ? 1 : crc32(plain), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(plain.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(((mode ?? 0) << 16) >>> 0, 38);
    entry.writeUInt32LE(offset, 42);
    entry.write(name, 46);
    locals.push(local, packed);
    directory.push(entry);
    offset += local.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

describe('zip archives', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zip-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const archive = (members: readonly Member[]): string => {
    const path = join(folder, 'a.zip');
    writeFileSync(path, zipOf(members));
    return path;
  };

  it('extracts the wanted files only, with their permissions', () => {
    using zip = new ZipFile(
      archive([
        { name: 'es/bin/run', content: '#!/bin/sh', mode: 0o755 },
        { name: 'es/lib/', content: '', stored: true },
        { name: 'es/lib/a.jar', content: 'x'.repeat(100_000) },
        { name: 'other', content: 'no', stored: true },
      ]),
    );
    const count = zip.extract(join(folder, 'out'), (name) =>
      name.startsWith('es/') ? name.slice(3) : undefined,
    );
    expect(count).toBe(2);
    expect(readFileSync(join(folder, 'out/lib/a.jar'), 'utf8')).toBe('x'.repeat(100_000));
    expect(statSync(join(folder, 'out/bin/run')).mode & 0o777).toBe(0o755);
    expect(existsSync(join(folder, 'out/other'))).toBe(false);
  });

  it('refuses a path that leads out of the folder', () => {
    using zip = new ZipFile(archive([{ name: '../evil', content: 'x' }]));
    expect(() => zip.extract(join(folder, 'out'), (name) => name)).toThrow('points outside');
    expect(existsSync(join(folder, 'evil'))).toBe(false);
  });

  it('refuses content that does not fit its checksum', () => {
    using zip = new ZipFile(archive([{ name: 'a', content: 'x', damaged: true }]));
    expect(() => zip.extract(folder, (name) => name)).toThrow('a is damaged');
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 30)],
    ['empty', () => Buffer.alloc(0)],
    ['a web page', () => Buffer.from('<html>not found</html>')],
  ])('refuses an archive that is %s', (_what, change) => {
    const path = join(folder, 'b.zip');
    writeFileSync(path, change(zipOf([{ name: 'a', content: 'x'.repeat(500) }])));
    expect(() => new ZipFile(path)).toThrow('no zip archive');
  });
});
