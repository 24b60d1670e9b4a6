import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ContentError } from '../base/errors';

/**
 * Replaces a folder by the given files (paths relative to it) in one step: they are written beside it and renamed,
 * so that an error leaves the old folder as it was. Throws ContentError `OUTPUT_NOT_WRITABLE`.
 */
export function writeFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  const mark = randomUUID().slice(0, 8);
  const written = `${folder}.new-${mark}`;
  try {
    mkdirSync(written, { recursive: true });
    for (const [name, content] of files) {
      const path = join(written, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content, { flag: 'wx' });
    }
    exchange(folder, written, `${folder}.old-${mark}`);
  } catch (error) {
    rmSync(written, { recursive: true, force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new ContentError({
      code: 'OUTPUT_NOT_WRITABLE',
      message: `the output folder ${folder} cannot be written: ${reason}`,
      hint: 'Name another folder with --out, or mend its permissions; nothing was changed.',
    });
  }
}

/** The old folder goes aside and is deleted only when the new one stands in its place. */
function exchange(folder: string, written: string, aside: string): void {
  const isThere = existsSync(folder);
  if (isThere) renameSync(folder, aside);
  try {
    renameSync(written, folder);
  } catch (error) {
    if (isThere) renameSync(aside, folder);
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}
