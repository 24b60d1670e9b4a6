import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CollectorConfig } from '../config/collector-config';
import { StateError } from '../state/state-error';
import { findingsAbout } from './finding';
import type { Finding } from './finding';

/** Opens the state; resolves to what closes it. @throws StateError */
export type OpenForCheck = (state: CollectorConfig['state']) => Promise<AsyncDisposable>;

/** A state that is not there yet is not made: it would belong to whoever runs the check. */
export async function checkState(state: CollectorConfig['state'], open: OpenForCheck): Promise<Finding> {
  const { ok, warning, error } = findingsAbout('state');
  if ('file' in state && !existsSync(state.file)) return writableFolder('state', state.file);
  try {
    await (await open(state))[Symbol.asyncDispose]();
    return ok('the state can be used');
  } catch (failure) {
    const { message } = failure as Error;
    if (!(failure instanceof StateError)) return error(message);
    if (failure.code !== 'STATE_IN_USE') return error(`${failure.code}: ${message}`, failure.hint);
    return warning(message, `Right, if it is this collector that is running. Otherwise: ${failure.hint}`);
  }
}

/** Whether a file can be made, or written to where it is there. */
export function writableFolder(about: string, file: string): Finding {
  const { ok, error } = findingsAbout(about);
  const place = existsSync(file) ? file : dirname(file);
  try {
    accessSync(place, constants.W_OK);
    return ok(`${file} can be written`);
  } catch {
    return error(
      `${place} is not there or cannot be written`,
      'Make the folder, for the user of the collector.',
    );
  }
}
