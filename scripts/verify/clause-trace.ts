import type { JsonValue } from '../base/json';
import type { KqlNode, Span } from '../kql';

/** One clause of a query against one document: does it hold, and what was seen. */
export interface ClauseTrace {
  readonly type: KqlNode['type'];
  /** The clause as a reader knows it, e.g. `event.action: "New-ManagementRoleAssignment"`. */
  readonly text: string;
  readonly span: Span;
  readonly holds: boolean;
  /** Leaf clauses: the field and the values that the document has in it, as the index sees them. */
  readonly field?: string;
  readonly values?: readonly JsonValue[];
  readonly children: readonly ClauseTrace[];
}
