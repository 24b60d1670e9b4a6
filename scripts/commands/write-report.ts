import { accessSync, constants, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ContentError } from '../base/errors';

/** Refuses a file whose folder takes none, before the work that its report tells of. @throws ContentError `OUTPUT_NOT_WRITABLE` */
export function checkWritable(path: string): void {
  attempt(path, () => {
    accessSync(dirname(path), constants.W_OK);
  });
}

/** Writes a report to the file that the call names. @throws ContentError `OUTPUT_NOT_WRITABLE` */
export function writeReport(path: string, text: string): void {
  attempt(path, () => {
    writeFileSync(path, text);
  });
}

function attempt(path: string, step: () => void): void {
  try {
    step();
  } catch (error) {
    throw new ContentError({
      code: 'OUTPUT_NOT_WRITABLE',
      message: `the report ${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Name a file in a folder that exists and that you may write to.',
    });
  }
}
