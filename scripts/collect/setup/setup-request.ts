import type { Request } from '../../engine/elasticsearch/connection';

/** One request of a setup. */
export interface SetupRequest extends Request {
  readonly method: 'PUT';
  readonly body?: object;
  readonly kind: 'pipeline' | 'template' | 'stream' | 'mapping' | 'setting' | 'index';
  /** What it makes or changes: a pipeline, a template, a data stream, an index. */
  readonly name: string;
  /** Sent only where the data stream `name` existed before: a new one has it from its template. */
  readonly onlyIfExisted?: true;
}
