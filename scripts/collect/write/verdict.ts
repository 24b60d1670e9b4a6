import { noKey, notAllowed, passing, stuck, unanswered } from '../elasticsearch-obstacle';
import type { Obstacle, Words } from '../elasticsearch-obstacle';
import type { BulkAnswer, BulkItem } from './bulk-client';
import type { Refusal } from './item';

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
  const obstacle = obstacleOf({ status, type, reason });
  if (obstacle)
    return { do: 'again', obstacle, unknown: status >= 500, fault: status === 500 && !obstacle.stuck };
  return { do: 'refused', refusal: { type, message: reason === '' ? `HTTP ${status}` : reason } };
}

/** @param count documents that were sent */
export function requestVerdict(answer: BulkAnswer, count: number): RequestVerdict {
  switch (answer.kind) {
    case 'items':
      if (answer.items.length === count) return { do: 'items', items: answer.items };
      return {
        do: 'again',
        obstacle: unanswered(
          'STRANGE_ANSWER',
          `the answer is about ${answer.items.length} documents instead of ${count}`,
        ),
        unknown: true,
      };
    case 'unanswered': {
      const obstacle = unanswered(answer.code, answer.message);
      // Nothing is sent over a connection that is not trusted.
      return { do: 'again', obstacle, unknown: answer.sent && !obstacle.stuck };
    }
    case 'no-key':
      return { do: 'again', obstacle: noKey(answer), unknown: false };
    case 'refused': {
      const { status, type, reason } = answer;
      const obstacle = obstacleOf(answer);
      if (obstacle) return { do: 'again', obstacle, unknown: status >= 500 || status === 408 };
      return { do: 'halve', tooLarge: status === 413, refusal: { type, message: reason } };
    }
  }
}

/** Undefined: the document is at fault, not the cluster. */
function obstacleOf(words: Words): Obstacle | undefined {
  const { status, reason } = words;
  const denied = notAllowed(words, KEY);
  if (denied) return denied;
  if (status === 404 || ([400, 500].includes(status) && NO_PIPELINE.test(reason))) return stuck(words, SETUP);
  // Below 400 is a redirection by something on the way.
  const passes = status === 408 || status === 429 || status >= 500 || status < 400;
  return passes ? passing(words) : undefined;
}
