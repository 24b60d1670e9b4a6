import type { Client } from '@elastic/elasticsearch';
import type { Clock } from '../clock';
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
  readonly onTrouble?: ((trouble: StateTrouble | undefined) => void) | undefined;
}

/** Something that keeps the state from being read and written, for people. */
export interface StateTrouble {
  readonly code: string;
  readonly message: string;
  readonly cure: string | undefined;
  /** It does not go away by itself. */
  readonly stuck: boolean;
}

/** The state, held by this process alone until it is disposed of. */
export interface OpenState extends StateStore {
  /** Given, with a StateError as its reason, when another collector has taken the state: this one must end. */
  readonly lost: AbortSignal;
}
