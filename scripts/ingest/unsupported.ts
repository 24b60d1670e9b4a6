/** An option that Elasticsearch takes and the embedded engine does not: the content is not wrong. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/** The code of problems that say so. */
export const UNSUPPORTED = 'PIPELINE_UNSUPPORTED';
