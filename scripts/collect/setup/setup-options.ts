import type { Capabilities } from '../../engine';

/** What is to be set up. */
export interface SetupPlanOptions {
  /** Of the package: it is part of the names of the pipelines, as Fleet names them. */
  readonly version: string;
  readonly namespace: string;
  /** e.g. `90d`; undefined: data is kept, and the retention of data streams that exist is left as it is. */
  readonly retention?: string | undefined;
  /** The index in which collectors keep their state; undefined: they keep it in files. */
  readonly stateIndex?: string | undefined;
}

/** What the server offers, as far as a setup depends on it. */
export interface SetupServer {
  readonly capabilities: Capabilities;
  /** Data streams can have a failure store: Elasticsearch 9.1 and later. */
  readonly failureStore: boolean;
}

/** An Elasticsearch as Elastic distributes it. */
export const COMPLETE_SERVER: SetupServer = {
  capabilities: {
    ingest: true,
    painless: true,
    mustache: true,
    kql: true,
    eql: true,
    esql: true,
    dataStreams: true,
    constantKeyword: true,
    wildcard: true,
    matchOnlyText: true,
  },
  failureStore: true,
};
