import type { estypes } from '@elastic/elasticsearch';
import type { IngestRequest, IngestResult } from '../engine';
import type { Connection } from './connection';
import type { RunNames } from './names';

/** Bounds of one `_bulk`: far under the server's limits, large enough for the pack's cases to fit into one. */
const LARGEST_BULK = { bytes: 5_000_000, documents: 5_000 };

/** Writes in order with `op_type: create`, and refreshes by default; the results come in the order of the requests. */
export async function ingest(
  connection: Connection,
  names: RunNames,
  requests: readonly IngestRequest[],
  { refresh = true }: { readonly refresh?: boolean } = {},
): Promise<readonly IngestResult[]> {
  const results: IngestResult[] = [];
  for (const lines of bulks(names, requests)) {
    const { items } = await connection.send<estypes.BulkResponse>({
      method: 'POST',
      path: '/_bulk',
      query: {
        refresh,
        filter_path: 'items.*._id,items.*.status,items.*.result,items.*.error.type,items.*.error.reason',
      },
      lines,
    });
    for (const item of items) results.push(resultOf(item.create));
  }
  return results;
}

function* bulks(names: RunNames, requests: readonly IngestRequest[]): Generator<string> {
  let lines: string[] = [];
  let bytes = 0;
  for (const request of requests) {
    const action = {
      _index: names.add(request.index ?? request.stream),
      ...(request.bypassPipeline === true ? { pipeline: '_none' } : {}),
    };
    const line = `${JSON.stringify({ create: action })}\n${JSON.stringify(request.source)}\n`;
    const size = Buffer.byteLength(line);
    if (lines.length > 0 && (bytes + size > LARGEST_BULK.bytes || lines.length >= LARGEST_BULK.documents)) {
      yield lines.join('');
      lines = [];
      bytes = 0;
    }
    lines.push(line);
    bytes += size;
  }
  if (lines.length > 0) yield lines.join('');
}

function resultOf(item: estypes.BulkResponseItem | undefined): IngestResult {
  if (item === undefined)
    return { kind: 'failed', type: 'no_answer', reason: 'Elasticsearch did not report on it' };
  // What a pipeline dropped is reported as done, with the result "noop".
  if (item.result === 'noop') return { kind: 'dropped' };
  if (item.error === undefined) return { kind: 'created', id: item._id ?? '' };
  if (item.status === 409) return { kind: 'duplicate', id: item._id ?? '' };
  return { kind: 'failed', type: item.error.type, reason: item.error.reason ?? '' };
}
