import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError } from '../base/errors';

/**
 * Writes some files below a folder, all or none: each beside its place first, then all are renamed, and where a rename fails
 * those before it are put back. Throws ContentError `OUTPUT_NOT_WRITABLE`.
 */
export function writeFiles(root: string, files: ReadonlyMap<string, string>): void {
  const pending = [...files].map(([path, text]) => {
    const file = join(root, path);
    return { file, temporary: `${file}.new-${process.pid}`, text };
  });
  const written: { readonly file: string; readonly before: Buffer | undefined }[] = [];
  try {
    for (const { temporary, text } of pending) writeFileSync(temporary, text);
    for (const { file, temporary } of pending) {
      const before = contentOf(file);
      renameSync(temporary, file);
      written.push({ file, before });
    }
  } catch (error) {
    for (const { file, before } of written) putBack(file, before);
    for (const { temporary } of pending) rmSync(temporary, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new ContentError({
      code: 'OUTPUT_NOT_WRITABLE',
      message: `the files cannot be written: ${reason}`,
      hint: 'Mend the permissions; nothing was changed.',
    });
  }
}

function contentOf(file: string): Buffer | undefined {
  return existsSync(file) ? readFileSync(file) : undefined;
}

function putBack(file: string, before: Buffer | undefined): void {
  if (before === undefined) rmSync(file, { force: true });
  else writeFileSync(file, before);
}
