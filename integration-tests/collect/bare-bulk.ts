import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Namespace } from './target';

/** As the collector has it (scripts/collect/write): bytes and records of a request, requests at once. */
const BYTES = 2_500_000;
const RECORDS = 5_000;
const AT_ONCE = 2;

/** Bodies of bulk requests with the documents that the collector would make of these records. */
export function bulkBodies(records: Iterable<{ readonly id: string; readonly text: string }>): Buffer[] {
  const bodies: Buffer[] = [];
  let lines: string[] = [];
  let bytes = 0;
  const end = (): void => {
    if (lines.length > 0) bodies.push(Buffer.from(lines.join('')));
    [lines, bytes] = [[], 0];
  };
  for (const { id, text } of records) {
    const source = { message: text, labels: { collector_id: '10001' } };
    const line = `${JSON.stringify({ create: { _id: id } })}\n${JSON.stringify(source)}\n`;
    lines.push(line);
    bytes += line.length;
    if (lines.length === RECORDS || bytes >= BYTES) end();
  }
  end();
  return bodies;
}

/** Sends them to the audit log of a namespace, and nothing else; seconds. */
export async function sendBare(
  url: string,
  namespace: Namespace,
  bodies: readonly Buffer[],
): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const begun = performance.now();
  const left = bodies.values();
  const work = async (): Promise<void> => {
    for (const body of left) await sendOne(url, namespace, body, agent);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  agent.destroy();
  return (performance.now() - begun) / 1000;
}

async function sendOne(
  url: string,
  { streams, apiKey }: Namespace,
  body: Buffer,
  agent: Agent,
): Promise<void> {
  const onward = request(new URL(`/${streams.audit}/_bulk?filter_path=errors,items.*.status`, url), {
    method: 'POST',
    agent,
    headers: {
      'content-type': 'application/x-ndjson',
      authorization: `ApiKey ${apiKey}`,
      'content-length': body.length,
    },
  });
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    onward.on('response', resolve).on('error', reject).end(body);
  });
  const { errors } = (await json(answer)) as { errors?: boolean };
  if (answer.statusCode !== 200 || errors !== false) {
    throw new Error(`a bare bulk request was answered ${answer.statusCode ?? 'not at all'}, with errors`);
  }
}
