/** Elasticsearch would not index the document. */
export class DocumentRejected extends Error {
  override readonly name = 'DocumentRejected';

  constructor(
    /** Elasticsearch's exception type, e.g. `document_parsing_exception`. */
    readonly type: string,
    /** As Elasticsearch says it, without the position in the JSON text. */
    readonly reason: string,
  ) {
    super(`${type}: ${reason}`);
  }
}
