import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { zipFiles } from './zip';

const files = new Map<string, string | Uint8Array>([
  ['pack-1.0.0/manifest.yml', 'name: pack\n'],
  ['pack-1.0.0/img/logo.png', new Uint8Array([0x89, 0x50, 0, 255])],
  ['pack-1.0.0/docs/README.md', '# Größe\n'.repeat(50)],
]);
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('zipFiles', () => {
  const archive = zipFiles(files);

  test('holds each file, text as UTF-8 and bytes as they are', () => {
    const back = unzipSync(archive);
    expect(strFromU8(back['pack-1.0.0/docs/README.md']!)).toBe(files.get('pack-1.0.0/docs/README.md'));
    expect([...back['pack-1.0.0/img/logo.png']!]).toEqual([0x89, 0x50, 0, 255]);
    expect(archive.length).toBeLessThan(800);
  });

  test('sorts its entries, whatever the order of the files', () => {
    expect(Object.keys(unzipSync(archive))).toEqual([...files.keys()].sort());
    expect(digest(zipFiles(new Map([...files].reverse())))).toBe(digest(archive));
  });

  test('dates every entry to noon of 1980-01-01 and gives it the permissions of an ordinary file', () => {
    const directory = Buffer.from(archive).indexOf('PK\x01\x02');
    const header = new DataView(archive.buffer, archive.byteOffset + directory);
    expect(header.getUint16(12, true)).toBe(12 << 11);
    expect(header.getUint16(14, true)).toBe((1 << 5) | 1);
    expect(header.getUint8(5)).toBe(3);
    expect((header.getUint32(38, true) >>> 16) & 0o777).toBe(0o644);
  });

  test.each(['UTC', 'America/St_Johns', 'Pacific/Kiritimati', 'Africa/Monrovia'])(
    'is the same in %s',
    (TZ) => {
      const script =
        'const { zipFiles } = require("./lib/scripts/release/zip");' +
        'process.stdout.write(Buffer.from(zipFiles(new Map(JSON.parse(process.argv[1])))).toString("base64"));';
      const text = new Map([['a/b.txt', 'text']]);
      const { stdout, stderr } = spawnSync(process.execPath, ['-e', script, JSON.stringify([...text])], {
        cwd: resolve(__dirname, '..', '..'),
        env: { ...process.env, TZ },
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      expect(stdout).toBe(Buffer.from(zipFiles(text)).toString('base64'));
    },
  );
});
