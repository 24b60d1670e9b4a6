import { parentPort, workerData } from 'node:worker_threads';
import { ContentError } from '../../base/errors';
import type { Problem } from '../../base/errors';
import { loadPack } from '../../content';
import { recordsMatcher } from './match-records';
import type { RawRecord, RunFields } from './match-records';

/** What a thread is told when it starts: queries cannot be handed over, so it loads the pack itself. */
export interface Assignment {
  /** Absolute path of the checkout. */
  readonly root: string;
  /** The rules to match. */
  readonly fields: RunFields;
}

/** Records to match; answered in order. */
export type Task = readonly RawRecord[];

export type Answer =
  /** JSON of the matches: numbers of Java's do not survive the way between threads. */
  | { readonly kind: 'found'; readonly json: string }
  /** Nor does the class of a ContentError. */
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] };

function answering({ root, fields }: Assignment): (task: Task) => Answer {
  const pack = loadPack(root);
  const rules = pack.rules.filter(({ slug }) => fields.has(slug));
  const match = recordsMatcher(pack, rules, fields);
  return (task) => ({ kind: 'found', json: JSON.stringify(match(task)) });
}

function main(): void {
  const port = parentPort;
  if (port === null) throw new Error('this program is a thread of a simulation');
  try {
    const answer = answering(workerData as Assignment);
    port.on('message', (task: Task) => port.postMessage(answer(task)));
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    port.postMessage({ kind: 'wrong', problems: error.problems } satisfies Answer);
  }
}

main();
