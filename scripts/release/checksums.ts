import { createHash } from 'node:crypto';

/** What a release is recognised by, and verified against. */
export const CHECKSUMS_FILE = 'SHA256SUMS';

/** SHA-256 as 64 lower-case hex digits; text counts as UTF-8. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A line a file, sorted by path, as `sha256sum -c` reads it: digest, two spaces, path. */
export function checksums(files: ReadonlyMap<string, string | Uint8Array>): string {
  return [...files.keys()]
    .sort()
    .map((path) => `${sha256(files.get(path) ?? '')}  ${path}\n`)
    .join('');
}

/** A line of SHA256SUMS, with its number from 1; without digest where the line is not one of a release’s. */
export interface ChecksumLine {
  readonly line: number;
  readonly text: string;
  readonly entry: { readonly digest: string; readonly path: string } | undefined;
}

/** The lines of SHA256SUMS. A path that leads out of the folder is none that a release writes. */
export function checksumLines(text: string): ChecksumLine[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line, index) => ({ line: index + 1, text: line, entry: checksumEntry(line) }));
}

function checksumEntry(line: string): ChecksumLine['entry'] {
  const [, digest, path] = /^([0-9a-f]{64}) {2}(\S.*)$/.exec(line) ?? [];
  if (digest === undefined || path === undefined) return undefined;
  const leadsOut = path.startsWith('/') || path.includes('\\') || path.split('/').includes('..');
  return leadsOut ? undefined : { digest, path };
}
