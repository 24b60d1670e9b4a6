import { createReadStream, statSync } from 'node:fs';
import pc from 'picocolors';
import { ContentError } from '../base/errors';
import { loadPack } from '../content';
import type { Pack, Rule } from '../content';
import type { EngineName } from '../engine';
import type { Emission, Latencies } from '../generate';
import { applyWhatIf, checkHistories, readWhatIf, rulesWithGap, simulate } from '../simulate';
import type { SimulateOptions, Simulation, WhatIf } from '../simulate';
import { readLabels, readLag, readLog } from '../simulate/given-log';
import { countText } from '../simulate/number-text';
import { reportText } from '../simulate/report-text';
import { EXIT } from './exit-codes';
import { generatedLog } from './generated-log';
import type { LogCall } from './generated-log';
import { selectRules } from './select-rules';
import { StatusLine } from './status-line';
import { checkWritable, writeReport } from './write-report';

export interface SimulateCall extends LogCall {
  readonly engine: EngineName;
  /** A file, or `-` for standard input. */
  readonly log?: string;
  readonly labels?: string;
  /** E.g. `30m`, `60m-90m`. */
  readonly lag?: string;
  readonly rule?: readonly string[];
  readonly tag?: readonly string[];
  readonly from?: string;
  readonly interval?: string;
  readonly maxSignals?: string;
  readonly timestampOverride?: 'on' | 'off';
  readonly sweep?: boolean;
  readonly html?: string;
  readonly json?: boolean;
  readonly out?: string;
}

/** The options that describe a log that is made up, by their names in a call. */
const GENERATED: readonly (keyof LogCall)[] = [
  'users',
  'days',
  'start',
  'profile',
  'dialect',
  'activity',
  'stories',
  'attackShare',
];

/** Records between two lines of progress. */
const PROGRESS_STEP = 100_000;

/** So that a log that is made up keeps to a long --lag as well: twice what is on its way then. */
const ON_THE_WAY = 400_000;

/** Runs rules over a log as Kibana would over its days, and prints what they would have done; returns the exit code. */
export async function simulateCommand(root: string, call: SimulateCall): Promise<number> {
  checkCall(call);
  const whatIf = readWhatIf(call);
  const latencies = call.lag === undefined ? undefined : readLag(call.lag);
  const pack = loadPack(root);
  const rules = selectRules(pack, call);
  checkSchedules(rules, whatIf);
  const labelsWritten = writtenAt(call.labels);
  const { emissions, labels, source } =
    call.log === undefined ? generated(pack, call, latencies) : given(pack, call.log, call, latencies);
  const status = new StatusLine();
  const { report } = await run(call.engine, pack, emissions, status, {
    rules,
    whatIf,
    labels,
    source: `${source}${whatIfText(call)}`,
    sweep: call.sweep,
    progress: (records) => {
      const steps = Math.floor(records / PROGRESS_STEP);
      if (steps > 0) status.show(`${countText(steps * PROGRESS_STEP)} records`);
    },
  }).finally(() => {
    status.clear();
  });
  if (report.records === 0) throw emptyLog(call.log);
  if (writtenAt(call.labels) !== labelsWritten) throw changedLabels(call.labels);
  if (call.html !== undefined) {
    const { reportPage } = await import('../simulate/html');
    writeReport(call.html, reportPage(report));
  }
  const text = `${call.json === true ? JSON.stringify(report, null, 2) : reportText(report)}\n`;
  if (call.out === undefined || call.out === '-') process.stdout.write(text);
  else writeReport(call.out, text);
  return EXIT.proven;
}

async function run(
  engine: EngineName,
  pack: Pack,
  emissions: Iterable<Emission> | AsyncIterable<Emission>,
  status: StatusLine,
  options: SimulateOptions,
): Promise<Pick<Simulation, 'report'>> {
  if (engine === 'embedded') return simulate(pack, emissions, options);
  const { simulateOnEngine } = await import('../simulate/on-engine');
  const say = (message: string): void => {
    status.show(message);
  };
  return simulateOnEngine(pack, emissions, { ...options, engine, say });
}

function checkCall(call: SimulateCall): void {
  const described = GENERATED.filter((name) => call[name] !== undefined);
  const refuse = (message: string, hint: string): never => {
    throw new ContentError({ code: 'CALL_OPTIONS', message, hint });
  };
  if (call.log !== undefined && described.length > 0) {
    const names = described.map((name) => `--${name === 'attackShare' ? 'attack-share' : name}`).join(', ');
    refuse(`${names} describe a log that is made up, and --log gives one`, 'Leave one of the two out.');
  }
  if (call.log === undefined && call.labels !== undefined) {
    refuse('--labels belong to a --log', 'A log that is made up brings its labels along.');
  }
  if (call.engine !== 'embedded' && call.sweep === true) {
    refuse('--sweep runs on the embedded engine only', 'Leave --engine or --sweep out.');
  }
  for (const path of [call.html, call.out]) if (path !== undefined && path !== '-') checkWritable(path);
}

/** Refuses what Kibana would; warns where runs leave out what lies between them. */
function checkSchedules(rules: readonly Rule[], whatIf: WhatIf): void {
  const tried = rules.map((rule) => applyWhatIf(rule, whatIf));
  checkHistories(tried);
  const gaps = rulesWithGap(tried);
  const [first] = gaps;
  if (!first) return;
  const which = gaps.length === 1 ? first.slug : `${gaps.length} rules`;
  process.stderr.write(
    `${pc.yellow('warning')} a gap in the schedule of ${which}: a run every ${first.interval} that looks back to ` +
      `${first.from} does not see what arrives between two runs\n`,
  );
}

interface Log {
  readonly emissions: Iterable<Emission> | AsyncIterable<Emission>;
  readonly labels: ReadonlyMap<string, readonly string[]> | undefined;
  /** What it is, in a few words. */
  readonly source: string;
}

function generated(pack: Pack, call: SimulateCall, latencies: Latencies | undefined): Log {
  const labels = new Map<string, readonly string[]>();
  const { profile, log } = generatedLog(() => pack, call, {
    onLabel: ({ record, rules }) => labels.set(record, rules),
    ...(latencies && { latencies, onTheWay: ON_THE_WAY }),
  });
  const { users, days, start, seed } = profile;
  const day = new Date(start).toISOString().slice(0, 10);
  const source = `${countText(users)} users, ${days} days from ${day}, seed ${seed}`;
  return { emissions: log, labels, source };
}

function given(pack: Pack, log: string, call: SimulateCall, latencies: Latencies | undefined): Log {
  const slugs = pack.rules.map(({ slug }) => slug);
  const file = log === '-' ? 'standard input' : log;
  return {
    emissions: readLog(pack.streams, log === '-' ? process.stdin : piecesOf(log), {
      file,
      latencies,
      seed: call.seed,
    }),
    labels: call.labels === undefined ? undefined : readLabels(call.labels, slugs),
    source: file,
  };
}

async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file, { highWaterMark: 256 * 1024 });
  } catch (error) {
    throw new ContentError({
      code: 'LOG_UNREADABLE',
      message: `--log ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Name an NDJSON file such as npm run generate writes, or - for standard input.',
    });
  }
}

function emptyLog(log: string | undefined): ContentError {
  return new ContentError({
    code: 'LOG_EMPTY',
    message: 'the log has no record',
    found: log ?? 'a log that is made up with rates of 0',
    expected: 'at least one record',
    hint: 'Without a log nothing is known of a rule, which is not the same as silence.',
  });
}

/** undefined for a file that is not there or not named. */
function writtenAt(file: string | undefined): number | undefined {
  return file === undefined ? undefined : statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

function changedLabels(file: string | undefined): ContentError {
  return new ContentError({
    code: 'LABELS_CHANGED',
    message: `--labels ${file} was written while the log was read: part of the labels was not there yet`,
    expected: 'labels that are complete before the first record is read',
    hint: 'Let generate write log and labels to files first (--out, --labels), and simulate these.',
  });
}

function whatIfText({ from, interval, maxSignals, timestampOverride, lag }: SimulateCall): string {
  const settings = {
    from,
    interval,
    'max-signals': maxSignals,
    'timestamp-override': timestampOverride,
    lag,
  };
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `, with ${given.map(([name, value]) => `--${name} ${value}`).join(' ')}`;
}
