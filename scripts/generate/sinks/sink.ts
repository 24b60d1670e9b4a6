/** What became of the records. */
export interface Written {
  /** Handed over. */
  readonly records: number;
  /** The reader went away before the end: `| head` for instance. */
  readonly closed: boolean;
  /** Were there before, from an earlier run or an earlier delivery; Elasticsearch only. */
  readonly present?: number;
}

export interface SinkOptions {
  /** Called every some thousand records with how many there are and the arrival of the last. */
  readonly onProgress?: (records: number, arrival: number) => void;
}

/** How many records lie between two reports of progress. */
export const PROGRESS_STEP = 20_000;
