import { readFileSync } from 'node:fs';
import pc from 'picocolors';
import { ContentError } from '../base/errors';
import { parseExactJson } from '../base/exact-json';
import { isJsonObject } from '../base/json';
import type { JsonObject } from '../base/json';
import { loadPack } from '../content';
import type { Rule, Stream } from '../content';
import { clausesText } from '../report';
import { explainQuery } from '../verify';
import { EXIT } from './exit-codes';
import { selectRules } from './select-rules';

export interface ExplainOptions {
  readonly rule: string;
  readonly json?: boolean;
  /** event.dataset of the event; default: what the document says, else the rule’s first stream. */
  readonly stream?: string;
  /** The event is a finished ECS document; no pipeline runs. */
  readonly ecs?: boolean;
}

/** Prints for each clause of a rule whether it holds on one event, and the values seen. Exit code 1: it does not match. */
export function explain(root: string, file: string, options: ExplainOptions): number {
  const pack = loadPack(root);
  const [rule] = selectRules(pack, { rule: [options.rule] });
  if (!rule) throw new Error('unreachable: selectRules refuses a pattern without rules');
  const text = readEvent(file);
  const finished = options.ecs === true ? parseEvent(file, text) : undefined;
  const stream = streamOf(rule, options.stream, finished);
  const document = finished ?? runPipeline(stream, text);
  const trace = explainQuery(rule, stream, document);
  if (options.json === true) {
    process.stdout.write(
      `${JSON.stringify({ rule: rule.slug, matches: trace.holds, query: trace, document }, null, 2)}\n`,
    );
  } else {
    const verdict = trace.holds ? pc.green('matches') : pc.red('does not match');
    const lines = [
      `${pc.bold(rule.slug)} (${rule.type}): the query ${verdict} this event`,
      clausesText(trace),
      ...(trace.holds && rule.type !== 'query' ? ['', typeNote(rule)] : []),
      '',
      pc.bold('document after the pipeline'),
      JSON.stringify(document, null, 2),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  return trace.holds ? EXIT.proven : EXIT.failed;
}

function typeNote(rule: Rule): string {
  if (rule.type === 'threshold') {
    const { field, value, cardinality } = rule.threshold;
    const distinct = cardinality?.[0]
      ? ` with ${cardinality[0].value} different ${cardinality[0].field}`
      : '';
    return `It alerts from ${value} such events${distinct} per ${field.join(', ') || 'window'} between ${rule.from} and ${rule.to}.`;
  }
  if (rule.type === 'new_terms') {
    return `It alerts when ${rule.new_terms_fields.join(' and ')} were not seen together since ${rule.history_window_start}.`;
  }
  if (rule.type === 'eql' && rule.eql.type === 'sequence')
    return 'One of the events of the sequence matches; the rule alerts when all have happened in order, with the same join keys.';
  return '';
}

function streamOf(rule: Rule, named: string | undefined, document: JsonObject | undefined): Stream {
  const [first, ...others] = rule.streams;
  if (named === undefined) {
    const event = document?.['event'];
    const dataset = isJsonObject(event) ? event['dataset'] : undefined;
    return others.find((stream) => stream.dataset === dataset) ?? first;
  }
  const stream = rule.streams.find(({ dataset }) => dataset === named);
  if (stream) return stream;
  throw new ContentError({
    code: 'EVENT_UNKNOWN_STREAM',
    message: `${rule.slug} has no stream “${named}”`,
    found: named,
    expected: rule.streams.map(({ dataset }) => dataset).join(', '),
    hint: 'Name one of the streams of the rule.',
  });
}

function runPipeline(stream: Stream, text: string): JsonObject {
  const source = { '@timestamp': new Date().toISOString(), message: oneRecord(text) };
  const outcome = stream.compiled.run(
    [stream.defaultPipeline],
    { index: stream.name, id: null, source },
    Date.now(),
  );
  if (outcome.kind === 'document') return outcome.source;
  const reason = outcome.kind === 'failed' ? outcome.error.reason : 'the pipeline drops it';
  throw new ContentError({
    code: 'EVENT_REFUSED',
    message: `the event does not pass the pipeline ${stream.defaultPipeline}: ${reason}`,
    hint: 'Is it a raw record of this stream? For a finished ECS document use --ecs.',
  });
}

/** A pretty-printed record is one message, as the agent would deliver it. */
function oneRecord(text: string): string {
  try {
    return JSON.stringify(parseExactJson(text));
  } catch {
    return text;
  }
}

function readEvent(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new ContentError({
      code: 'EVENT_UNREADABLE',
      message: `the event ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Name a file with one raw record as JSON, or - for standard input.',
    });
  }
}

function parseEvent(file: string, text: string): JsonObject {
  let value: unknown;
  try {
    value = parseExactJson(text);
  } catch (error) {
    value = error;
  }
  if (isJsonObject(value) && !(value instanceof Error)) return value;
  throw new ContentError({
    code: 'EVENT_NOT_JSON',
    message: `${file} holds no JSON object${value instanceof Error ? `: ${value.message}` : ''}`,
    hint: 'An event is one JSON object.',
  });
}
