import { stateIndex } from '../state/index-mapping';
import type { SetupRequest } from './setup-request';

/** The index in which collectors keep their state. */
export function stateIndexRequest(name: string): SetupRequest {
  return { kind: 'index', name, method: 'PUT', path: `/${encodeURIComponent(name)}`, body: stateIndex };
}
