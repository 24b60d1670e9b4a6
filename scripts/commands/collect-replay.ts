import { errors } from '@elastic/elasticsearch';
import pc from 'picocolors';
import type { Logger } from 'pino';
import { ContentError, EngineError } from '../base/errors';
import { SYSTEM_CLOCK } from '../collect/clock';
import type { CollectorConfig } from '../collect/config/collector-config';
import { dataStreams } from '../collect/data-streams';
import { makeElasticsearch } from '../collect/elasticsearch-client';
import { alreadyThere } from '../collect/write/already-there';
import { bulkOf, failureOf } from '../collect/write/bulk-client';
import { replayDeadLetters, ReplayStuckError } from '../collect/write/replay';
import type { Replayed } from '../collect/write/replay';
import { requestVerdict } from '../collect/write/verdict';
import type { Obstacle } from '../collect/elasticsearch-obstacle';
import { EXIT } from './exit-codes';

interface ReplayCall {
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly json: boolean;
}

/** Sends the records of dead letters again, and says what became of them. */
export async function replay(config: CollectorConfig, { logger, signal, json }: ReplayCall): Promise<number> {
  const client = makeElasticsearch(config);
  const { deadLetterFile: file } = config;
  try {
    const replayed = await replayDeadLetters({
      from: file === undefined ? { client } : { file },
      bulk: bulkOf(client),
      alreadyThere: alreadyThere(client, { logger, signal }),
      clock: SYSTEM_CLOCK,
      random: Math.random,
      streams: dataStreams(config.elasticsearch.namespace),
      collectorId: config.id,
      logger,
      signal,
    });
    process.stdout.write(`${json ? JSON.stringify(replayed, null, 2) : replayedText(replayed)}\n`);
    return replayed.refused + replayed.unusable === 0 ? EXIT.proven : EXIT.failed;
  } catch (error) {
    if (signal.aborted) return EXIT.failed;
    throw replayError(error, file);
  } finally {
    await client.close();
  }
}

const KEY =
  'For --replay “elasticsearch.api_key” must name another key than that of a collector: one that has the privileges read, create_doc ' +
  'and auto_configure on the data streams of dead letters and of the audit log. docs/collecting.md has its body.';

function replayedText({ read, created, present, refused, unusable, reasons }: Replayed): string {
  return [
    `${read} dead letters: ${created} written, ${present} were there, ${refused} refused again, ${unusable} not whole or of no data stream of the pack`,
    ...reasons.map(({ id, type, message }) => `${pc.red('refused')} ${id}: ${type ?? ''} ${message}`),
  ].join('\n');
}

/** What is thrown while letters are read and sent. */
function replayError(error: unknown, file: string | undefined): unknown {
  if (file !== undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') {
    return new ContentError({
      code: 'REPLAY_NO_FILE',
      message: `there is no file of dead letters ${file}`,
      hint: 'The collector makes it with the first dead letter: there was none, or “dead_letters” names another place.',
    });
  }
  if (error instanceof ReplayStuckError) {
    const { obstacle } = error;
    return new EngineError(
      'REPLAY_CANNOT_WRITE',
      `nothing can be written: ${obstacle.message}`,
      cureOf(obstacle),
    );
  }
  if (!(error instanceof errors.ElasticsearchClientError)) return error;
  const verdict = requestVerdict(failureOf(error), 0);
  const obstacle = verdict.do === 'again' ? verdict.obstacle : undefined;
  return new EngineError(
    'REPLAY_CANNOT_READ',
    `Elasticsearch cannot be asked for dead letters, or for what is there: ${obstacle?.message ?? error.message}`,
    cureOf(obstacle),
    { cause: error },
  );
}

function cureOf(obstacle: Obstacle | undefined): string {
  if (obstacle?.code === 'security_exception') return KEY;
  return obstacle?.cure ?? 'Call it again when the cluster answers: what went through is recognised.';
}
