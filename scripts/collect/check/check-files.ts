import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CollectorConfig } from '../config/collector-config';
import { StateError } from '../state/state-error';
import type { AskElasticsearch } from './fetch-like';
import { findingsAbout } from './finding';
import type { Finding } from './finding';

/** Opens the state; resolves to what closes it. @throws StateError; TimeoutError when it took too long */
export type OpenForCheck = (state: CollectorConfig['state']) => Promise<AsyncDisposable>;

/** A state that is not there yet is not made: it would belong to whoever runs the check. */
export async function checkState(
  state: CollectorConfig['state'],
  open: OpenForCheck,
  ask: AskElasticsearch,
): Promise<Finding> {
  const { ok, error } = findingsAbout('state');
  if ('file' in state && !existsSync(state.file)) return writableFolder('state', state.file);
  try {
    await (await open(state))[Symbol.asyncDispose]();
    return ok('the state can be used');
  } catch (failure) {
    const { message, name } = failure as Error;
    if (name === 'TimeoutError' && 'index' in state) return await notOpened(state.index, ask);
    if (!(failure instanceof StateError)) return error(message);
    if (failure.code !== 'STATE_IN_USE') return error(`${failure.code}: ${message}`, failure.hint);
    return inUse(failure);
  }
}

function inUse({ message, hint }: StateError): Finding {
  const cure = `Right, if it is this collector that is running. Otherwise: ${hint}`;
  return findingsAbout('state').warning(message, cure);
}

/** A lease that nobody gives back is free after a minute; a check does not wait for so long. */
async function notOpened(index: string, ask: AskElasticsearch): Promise<Finding> {
  const lease = await ask('GET', `/${encodeURIComponent(index)}/_doc/lease`).catch(() => undefined);
  if (lease?.status === 200) {
    return inUse(
      new StateError(
        'STATE_IN_USE',
        `the state in the index ${index} is in use, or was within the last minute`,
        'If a collector was killed, check again in a minute: its state is free then. Two collectors cannot share a state: ' +
          'give each its own state.index and tenants.',
      ),
    );
  }
  return findingsAbout('state').error(
    `the index ${index} of the state did not answer in time`,
    'See that the cluster is well, then check again.',
  );
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
