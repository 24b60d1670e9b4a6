import { errors } from '@elastic/elasticsearch';
import type { Client } from '@elastic/elasticsearch';
import { SecretError } from '../config/secret';
import { shortened, wordsOf } from '../elasticsearch-obstacle';
import type { Words } from '../elasticsearch-obstacle';

/** What became of one document of a request. */
export interface BulkItem {
  readonly status: number;
  /** The backing index, e.g. `.ds-logs-o365_rulepack.audit-default-2026.03.10-000001`. */
  readonly index: string | undefined;
  readonly type: string | undefined;
  readonly reason: string | undefined;
}

export type BulkAnswer =
  | { readonly kind: 'items'; readonly items: readonly BulkItem[] }
  /** The request was refused as a whole. */
  | ({ readonly kind: 'refused' } & Words)
  /** Nothing is known, unless the request did not get there at all. */
  | { readonly kind: 'unanswered'; readonly code: string; readonly message: string; readonly sent: boolean }
  /** There is no key to send it with. */
  | { readonly kind: 'no-key'; readonly message: string };

/** Sends one `_bulk` request, once; `body` is NDJSON with `create` only. */
export type Bulk = (stream: string, body: string, signal: AbortSignal) => Promise<BulkAnswer>;

const QUERY = {
  // A stream that setup did not make is refused instead of being made as an index.
  require_data_stream: true,
  filter_path: [
    'errors',
    ...['status', '_index', 'error.type', 'error.reason', 'error.caused_by.reason'].map(
      (name) => `items.*.${name}`,
    ),
  ].join(','),
};

interface Answered {
  readonly items?: readonly {
    readonly create?: {
      readonly status: number;
      readonly _index?: string;
      readonly error?: { type?: string; reason?: string; caused_by?: { reason?: string } };
    };
  }[];
}

export function bulkOf(client: Client): Bulk {
  return async (stream, body, signal) => {
    try {
      const path = `/${encodeURIComponent(stream)}/_bulk`;
      const answer = await client.transport.request<Answered | undefined>(
        { method: 'POST', path, querystring: QUERY, bulkBody: body },
        { signal },
      );
      return itemsOf(answer);
    } catch (error) {
      return failureOf(error);
    }
  };
}

function itemsOf(answer: Answered | undefined): BulkAnswer {
  const items = (answer?.items ?? []).map(({ create: { status = 0, _index, error } = {} as never }) => ({
    status,
    index: _index,
    type: error?.type,
    reason: [error?.reason, error?.caused_by?.reason].filter((part) => part !== undefined).join(': '),
  }));
  return { kind: 'items', items };
}

/** What an error of the client says of a request. @throws any other error */
export function failureOf(error: unknown): BulkAnswer {
  if (error instanceof SecretError) return { kind: 'no-key', message: error.message };
  if (error instanceof errors.ResponseError) return { kind: 'refused', ...wordsOf(error) };
  if (!(error instanceof errors.ElasticsearchClientError)) throw error;
  const { message, name } = error;
  const code = /\b(E[A-Z]{4,}|UND_ERR_[A-Z_]+)\b/.exec(message)?.[0] ?? name;
  const sent = !['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'].includes(code);
  return { kind: 'unanswered', code, message: shortened(message), sent };
}
