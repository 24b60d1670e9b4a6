import { certificateCure, isCertificateTrouble } from '../api/certificate-trouble';
import type { BulkAnswer, BulkItem } from './bulk-client';
import type { Refusal } from './item';

/** Something that keeps documents from being written, for people. */
export interface Obstacle {
  readonly code: string;
  readonly message: string;
  readonly cure: string | undefined;
  /** It does not go away by itself. */
  readonly stuck: boolean;
}

/** That a document is there: made by this request, or before. */
export interface Present {
  readonly do: 'present';
  readonly created: boolean;
  readonly index: string | undefined;
}

/** What one document's answer means. */
export type ItemVerdict =
  | Present
  | { readonly do: 'refused'; readonly refusal: Refusal }
  /** Once more; `unknown`: it may have been written all the same; `fault`: the server may fail at this document each time. */
  | {
      readonly do: 'again';
      readonly obstacle: Obstacle;
      readonly unknown: boolean;
      readonly fault: boolean;
    };

/** What the answer to a request as a whole means. */
export type RequestVerdict =
  | { readonly do: 'items'; readonly items: readonly BulkItem[] }
  /** In halves; a document that is refused alone is a bad one. */
  | { readonly do: 'halve'; readonly tooLarge: boolean; readonly refusal: Refusal }
  | { readonly do: 'again'; readonly obstacle: Obstacle; readonly unknown: boolean };

const KEY =
  'Check elasticsearch.api_key: `npm run setup` makes a key that may create documents in these data streams.';
const SETUP = 'Run `npm run setup -- --url …` against this cluster; the collector goes on by itself.';

/** Elasticsearch’s own words where the data stream’s default pipeline, or one that it runs, is not there. */
const NO_PIPELINE = /pipeline with id \[[^\]]*\] does not exist|non-existent pipeline \[/;

export function itemVerdict({ status, index, type, reason = '' }: BulkItem): ItemVerdict {
  if (status === 200 || status === 201) {
    // The failure store takes what the mapping refuses, and answers as if it were created.
    if (index?.startsWith('.fs-') !== true) return { do: 'present', created: true, index };
    return {
      do: 'refused',
      refusal: { type: 'failure_store', message: `Elasticsearch put it into ${index}.` },
    };
  }
  if (status === 409) return { do: 'present', created: false, index };
  const obstacle = obstacleOf(status, type, reason);
  if (obstacle)
    return { do: 'again', obstacle, unknown: status >= 500, fault: status === 500 && !obstacle.stuck };
  return { do: 'refused', refusal: { type, message: reason === '' ? `HTTP ${status}` : reason } };
}

/** @param count documents that were sent */
export function requestVerdict(answer: BulkAnswer, count: number): RequestVerdict {
  switch (answer.kind) {
    case 'items':
      if (answer.items.length === count) return { do: 'items', items: answer.items };
      return again(
        'STRANGE_ANSWER',
        `the answer is about ${answer.items.length} documents instead of ${count}`,
        true,
      );
    case 'unanswered':
      if (isCertificateTrouble(answer)) {
        const { code, message } = answer;
        const cure = certificateCure('elasticsearch.ca');
        return { do: 'again', obstacle: { code, message, cure, stuck: true }, unknown: false };
      }
      return again(answer.code, answer.message, answer.sent);
    case 'no-key':
      return {
        do: 'again',
        obstacle: {
          code: 'SECRET',
          message: answer.message,
          cure: 'Give the key there; it is read again by itself.',
          stuck: true,
        },
        unknown: false,
      };
    case 'refused': {
      const { status, type, reason } = answer;
      const obstacle = obstacleOf(status, type, reason);
      if (obstacle) return { do: 'again', obstacle, unknown: status >= 500 || status === 408 };
      return { do: 'halve', tooLarge: status === 413, refusal: { type, message: reason } };
    }
  }
}

function again(code: string, message: string, unknown: boolean): RequestVerdict {
  return { do: 'again', obstacle: { code, message, cure: undefined, stuck: false }, unknown };
}

/** Undefined: the document is at fault, not the cluster. */
function obstacleOf(status: number, type: string | undefined, reason: string): Obstacle | undefined {
  const named = { code: type ?? `HTTP_${status}`, message: `Elasticsearch says ${status}: ${reason}` };
  if (status === 401 || (status === 403 && type !== 'cluster_block_exception')) {
    return { ...named, cure: KEY, stuck: true };
  }
  if (status === 403) return { ...named, cure: 'Lift the write block of the index or cluster.', stuck: true };
  if (status === 404 || ([400, 500].includes(status) && NO_PIPELINE.test(reason)))
    return { ...named, cure: SETUP, stuck: true };
  // Below 400 is a redirection by something on the way.
  if (status === 408 || status === 429 || status >= 500 || status < 400)
    return { ...named, cure: undefined, stuck: false };
  return undefined;
}
