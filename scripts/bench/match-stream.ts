import { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { loadCases } from '../cases';
import { loadPack } from '../content';
import { RecordMatcher } from '../detection';
import { auditStream, corpus } from './corpus';

/** A program of its own (root, count): matches so many records, read line by line from a stream, against all rules. */
async function main([root = '.', count = '0']: readonly string[]): Promise<void> {
  const pack = loadPack(root);
  const stream = auditStream(pack);
  const records = corpus(loadCases(pack), stream);
  const matcher = new RecordMatcher(stream, pack.rules);
  let matched = 0;
  for await (const line of createInterface({ input: Readable.from(ndjson(records, Number(count))) })) {
    if ((matcher.match(line, Date.UTC(2026, 2, 10, 12)) ?? []).length > 0) matched += 1;
  }
  if (matched === 0) throw new Error('no record matched: the measurement would measure nothing');
}

function* ndjson(records: readonly string[], count: number): Generator<string> {
  for (let number = 0; number < count; number++) yield `${records[number % records.length] ?? ''}\n`;
}

void main(process.argv.slice(2));
