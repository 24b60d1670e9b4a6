/** What is kept of an alert: nothing of its documents' sources, as a month makes many. */
export interface MadeAlert {
  /** The alert's own id; the same events give the same one in every track. */
  readonly id: string;
  /** The run that made it, epoch milliseconds. */
  readonly at: number;
  /** When the last of the events happened without which it would not be, epoch milliseconds. */
  readonly occurred: number;
  /** The terms of its group or bucket as JSON text; empty for an alert on an event or a sequence. */
  readonly terms: string;
  /**
   * The documents that it stands for, those included that alert suppression added later: each by its place among the
   * documents of its rule, which is the same in all tracks of the rule.
   */
  readonly documents: readonly number[];
  /** Ids of those documents that are labelled as the rule's to find. */
  readonly labelled: readonly string[];
}
