import pc from 'picocolors';
import { ContentError } from '../base/errors';
import { loadPack } from '../content';
import type { Pack } from '../content';
import { startServer } from '../engine';
import { LabelFile, OutputError, writeElasticsearch, writeFile, writeStandardOutput } from '../generate';
import type { Emission, LineForm, StreamName, Written } from '../generate';
import { countText } from '../simulate/number-text';
import { EXIT } from './exit-codes';
import { generatedLog } from './generated-log';
import type { LogCall } from './generated-log';
import { StatusLine } from './status-line';

export interface GenerateOptions extends LogCall {
  readonly out?: string;
  readonly labels?: string;
  readonly form?: LineForm;
  readonly url?: string;
  readonly json?: boolean;
}

/** Writes a tenant's log to a file, to standard output or to Elasticsearch; exit code 1 where it cannot be kept. */
export async function generate(root: string, options: GenerateOptions): Promise<number> {
  if (options.url !== undefined && options.out !== undefined) {
    throw new ContentError({
      code: 'CALL_OPTIONS',
      message: '--out and --url are two places for one log',
      hint: 'Name one of them; without either the log goes to standard output.',
    });
  }
  let loaded: Pack | undefined;
  const pack = (): Pack => (loaded ??= loadPack(root));
  const status = new StatusLine();
  try {
    // A wrong call must not empty the file of an earlier one.
    const { log } = generatedLog(pack, options, { onLabel: (label) => labels?.add(label) });
    using labels = options.labels === undefined ? undefined : new LabelFile(options.labels);
    const written = await write(log, pack, options, (records, arrival) => {
      if (!process.stderr.isTTY) return;
      status.show(`${countText(records)} records, up to ${new Date(arrival).toISOString().slice(0, 16)}`);
    });
    labels?.flush();
    status.clear();
    summarize(written, labels?.count, options);
    return EXIT.proven;
  } catch (error) {
    status.clear();
    if (!(error instanceof OutputError)) throw error;
    process.stderr.write(`${pc.red(error.code)} ${error.message}\n  ${error.hint}\n`);
    return EXIT.failed;
  }
}

async function write(
  log: Iterable<Emission>,
  pack: () => Pack,
  { out, url, form }: GenerateOptions,
  onProgress: (records: number, arrival: number) => void,
): Promise<Written> {
  if (url !== undefined) {
    const server = await startServer('url', { env: { ...process.env, ELASTICSEARCH_URL: url } });
    const { streams } = pack();
    const indexOf = (stream: StreamName): string => streams.get(stream)?.name ?? `logs-${stream}-default`;
    return writeElasticsearch(server.address, log, { indexOf, onProgress });
  }
  const options = { onProgress, ...(form === undefined ? {} : { form }) };
  return out === undefined || out === '-' ? writeStandardOutput(log, options) : writeFile(out, log, options);
}

/** On standard output, unless the log itself goes there. */
function summarize(written: Written, labels: number | undefined, { json, out, url }: GenerateOptions): void {
  const stream = out === undefined && url === undefined ? process.stderr : process.stdout;
  if (json === true) {
    stream.write(`${JSON.stringify({ ...written, labels: labels ?? null })}\n`);
    return;
  }
  if (written.closed) return;
  const present =
    written.present === undefined ? '' : `, ${countText(written.present)} of them were there already`;
  const labelled = labels === undefined ? '' : `, ${countText(labels)} labels`;
  stream.write(`${countText(written.records)} records${present}${labelled}\n`);
}
