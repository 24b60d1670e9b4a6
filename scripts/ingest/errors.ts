/** Elasticsearch's names of the Java exceptions that processors throw. */
export type IngestErrorType =
  | 'illegal_argument_exception'
  | 'illegal_state_exception'
  | 'number_format_exception'
  | 'null_pointer_exception'
  | 'class_cast_exception'
  | 'concurrent_modification_exception'
  | 'array_index_out_of_bounds_exception'
  | 'date_time_exception'
  | 'date_time_parse_exception'
  | 'fail_processor_exception'
  | 'find_match'
  | 'graph_structure_exception'
  | 'x_content_parse_exception'
  | 'x_content_e_o_f_exception';

/** Where an error came from; set once, by the first pipeline or `on_failure` that it passes through. */
export interface ErrorOrigin {
  readonly processorType: string;
  readonly processorTag: string | null;
  readonly pipeline: string | null;
}

/** An exception of a processor, with Elasticsearch's type and message. Never leaves the executor. */
export class IngestError extends Error {
  override readonly name = 'IngestError';
  readonly type: string;
  /** What Java would report as the cause; the innermost cause's message is `_ingest.on_failure_message`. */
  readonly causedBy: IngestError | undefined;
  origin: ErrorOrigin | undefined;

  constructor(type: string, message: string, causedBy?: IngestError) {
    // A pipeline may fail and recover for every record, and nobody reads this stack: writing it is most of the cost.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.type = type;
    this.causedBy = causedBy;
  }

  /** The message of the innermost cause. */
  get rootMessage(): string {
    return this.causedBy === undefined ? this.message : this.causedBy.rootMessage;
  }
}

export function ingestError(type: IngestErrorType, message: string, causedBy?: IngestError): IngestError {
  return new IngestError(type, message, causedBy);
}

/** The commonest one: Java's IllegalArgumentException. */
export function illegalArgument(message: string, causedBy?: IngestError): IngestError {
  return new IngestError('illegal_argument_exception', message, causedBy);
}
