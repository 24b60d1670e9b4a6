import type { CollectorConfig } from '../config/collector-config';
import { openIndexState } from './index-state';
import { openSqliteState } from './sqlite-state';
import type { OpenState, StateParts } from './state-parts';

/** @throws StateError; AbortError when the collector stops before */
export async function openState(state: CollectorConfig['state'], parts: StateParts): Promise<OpenState> {
  return 'file' in state ? openSqliteState(state.file) : await openIndexState(state.index, parts);
}
