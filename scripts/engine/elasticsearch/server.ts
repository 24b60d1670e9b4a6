import type { EngineError } from '../../base/errors';

/** How to reach a server. */
export interface Address {
  readonly url: string;
  readonly apiKey?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

/** A real Elasticsearch that answers, with whoever keeps it alive. */
export interface Server {
  readonly address: Address;
  /** False: it is ours alone and vanishes with everything in it; true: what was made must be deleted. */
  readonly shared: boolean;
  /** What to say when it does not answer (any more): how it ended, its last log lines, the cure. */
  lost(cause: Error, answeredBefore: boolean): Promise<EngineError>;
  /** Stops it and removes its files; does nothing to a server that was there before. */
  stop(): Promise<void>;
}

/** Options of a server that this program starts. */
export interface ServerOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly progress?: ((message: string) => void) | undefined;
  /** Password of the user `elastic`; without it security is off. */
  readonly password?: string | undefined;
}
