import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ContentError } from '../base/errors';

/**
 * Replaces a folder by the given files (paths relative to it) in one step: they are written beside it and renamed,
 * so that an error leaves the old folder as it was. Throws ContentError `OUTPUT_NOT_WRITABLE`.
 */
export function writeFolder(folder: string, files: ReadonlyMap<string, string>): void {
  let temporary: string | undefined;
  try {
    mkdirSync(dirname(folder), { recursive: true });
    temporary = mkdtempSync(`${folder}.new-`);
    for (const [name, text] of files) {
      const path = join(temporary, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(temporary, folder);
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new ContentError({
      code: 'OUTPUT_NOT_WRITABLE',
      message: `the output folder ${folder} cannot be written: ${reason}`,
      hint: 'Name another folder with --out, or mend its permissions; nothing was changed.',
    });
  }
}
