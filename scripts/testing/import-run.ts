import type { FastifyReply } from 'fastify';
import { importRules, importTarget } from '../kibana';
import type { ImportFile, ImportOutcome } from '../kibana';
import { startKibanaServer } from './kibana-server';
import type { ImportRequest } from './kibana-server';

/** An API key that must never be shown. */
export const KEY = 'VnVhQ2ZHY0JDZGJrUW0tZTVhT3g6dWkybHAyYXhUTm1zeWFrdzl0dk5udw==';

/** Rules `rule-1`, `rule-2` … */
export function file(count: number, others: string[] = []): ImportFile {
  const rules = Array.from({ length: count }, (_, index) => {
    const id = `rule-${index + 1}`;
    return { id, name: `Rule ${index + 1}`, version: 1, json: JSON.stringify({ rule_id: id, name: id }) };
  });
  return { rules, others };
}

/** What an import against a played Kibana came to. */
export interface Run {
  readonly outcome: ImportOutcome;
  readonly requests: readonly ImportRequest[];
  readonly waits: readonly number[];
}

/** Sends rules to a server that answers as told; waiting takes no time and is noted. */
export async function run(
  answer: (request: ImportRequest, reply: FastifyReply) => unknown,
  sent = file(2),
  call: { timeout?: number; space?: string; overwrite?: boolean } = {},
): Promise<Run> {
  await using server = await startKibanaServer(answer);
  const waits: number[] = [];
  const outcome = await importRules(sent, {
    target: importTarget({ kibana: server.url, ...call }),
    apiKey: KEY,
    timeout: call.timeout ?? 5000,
    sleep: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  });
  return { outcome, requests: server.requests, waits };
}

export const kinds = ({ rules }: ImportOutcome): string[] => rules.map(({ state }) => state.kind);
