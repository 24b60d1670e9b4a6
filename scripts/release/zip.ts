import { zipSync } from 'fflate';
import type { ZippableFile } from 'fflate';

/** An archive tells the local time of whoever made it; noon exists on this day in every time zone. */
const DATE = new Date(1980, 0, 1, 12);

/** Ordinary files of Unix, readable by all and writable by their owner: what the archive says of each entry. */
const ENTRY = { os: 3, attrs: 0o100644 << 16, mtime: DATE, level: 9 } as const;

/**
 * A ZIP archive of the given files by their path in it, text as UTF-8. Equal files make equal bytes on every machine:
 * entries are sorted, and date, permissions and compression are fixed.
 */
export function zipFiles(files: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
  const encoder = new TextEncoder();
  const entries = [...files.keys()].sort().map((path): [string, ZippableFile] => {
    const content = files.get(path) ?? '';
    return [path, [typeof content === 'string' ? encoder.encode(content) : content, ENTRY]];
  });
  return zipSync(Object.fromEntries(entries));
}
