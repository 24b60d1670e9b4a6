import type { Client } from '@elastic/elasticsearch';
import type { Clock } from '../clock';
import type { Obstacle } from '../elasticsearch-obstacle';
import type { StateStore } from './state-store';

export interface StateParts {
  /** Goes on evenly (STEADY_CLOCK): waits and leases are measured by it. */
  readonly steady: Clock;
  /** The time of day. */
  readonly clock: Clock;
  /** Reaches the cluster of the index; not asked when the state is a file. */
  readonly client: Client;
  readonly collectorId: string;
  /** Ends waiting for a cluster that does not answer. */
  readonly stop: AbortSignal;
  /** Hears what an open state waits for, and, with undefined, that it is over. */
  readonly onObstacle?: ((obstacle: Obstacle | undefined) => void) | undefined;
}

/** The state, held by this process alone until it is disposed of. */
export interface OpenState extends StateStore {
  /** Given, with a StateError as its reason, when another collector has taken the state: this one must end. */
  readonly lost: AbortSignal;
}
