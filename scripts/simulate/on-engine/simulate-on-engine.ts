import { EngineError } from '../../base/errors';
import type { Pack, Rule } from '../../content';
import type { Search } from '../../detection';
import { createEngine } from '../../engine';
import type { EngineName, StartedEngine } from '../../engine';
import type { Emission } from '../../generate';
import { notRunReason } from '../../verify';
import type { SimulateOptions } from '../simulate';
import { simulatedRules, simulationOf } from '../simulation';
import type { Simulation } from '../simulation';
import type { RuleRuns } from '../track';
import { applyWhatIf } from '../what-if';
import { loadLog } from './load-log';
import type { LoadedLog } from './load-log';
import { runOnEngine } from './rule-on-engine';
import { timedStreams } from './timed-streams';

const MINUTE = 60_000;

/** Rules under way at once; the server works off as many searches as it has processors. */
const RULES_AT_ONCE = 6;

export interface EngineOptions extends SimulateOptions {
  readonly engine: EngineName;
  /** Told what is going on, and what is done otherwise than on the embedded engine. */
  readonly say?: ((message: string) => void) | undefined;
}

/**
 * As `simulate`, with every record written to an Elasticsearch through the pack's pipelines, and every rule run there by
 * searches, over what had arrived by its tick.
 *
 * @throws EngineError also where records are refused, as silence would say nothing then
 */
export async function simulateOnEngine(
  pack: Pack,
  emissions: Iterable<Emission> | AsyncIterable<Emission>,
  { engine: name, say = () => undefined, ...options }: EngineOptions,
): Promise<Simulation> {
  await using engine = await createEngine(name).start(say);
  const wanted = simulatedRules(options.rules ?? pack.rules);
  const missing = wanted.flatMap((rule) => {
    const reason = notRunReason(rule, engine.capabilities);
    if (reason !== undefined) say(`NOT RUN: ${rule.slug}, as ${reason} (${engine.description})`);
    return reason === undefined ? [] : [rule.slug];
  });
  const rules = wanted
    .filter(({ slug }) => !missing.includes(slug))
    .map((rule) => applyWhatIf(rule, options.whatIf ?? {}));
  await engine.install(timedStreams(pack));
  const log = await loadLog(engine, pack, emissions, options.progress);
  if (log.failure !== undefined) throw refused(engine, log, log.failure);
  for (const adaptation of engine.adaptations) say(adaptation);
  const done = await runAll(rules, engine, log, options.labels, say);
  const { records, newest, last } = log;
  return simulationOf(
    { rules: done, records, from: startOf(log), to: last },
    {
      source: `${options.source ?? 'a log'}, on ${engine.description}`,
      newest,
      labels: options.labels,
      notRun: missing,
    },
  );
}

/** Several rules at a time, so that their searches are sent together. */
async function runAll(
  rules: readonly Rule[],
  engine: StartedEngine,
  log: LoadedLog,
  labels: SimulateOptions['labels'],
  say: (message: string) => void,
): Promise<RuleRuns[]> {
  const search: Search = Object.assign(engine.search.bind(engine), {
    eql: engine.eqlSearch.bind(engine),
    esql: engine.esqlSearch.bind(engine),
  });
  const span = { start: startOf(log), end: log.last };
  const done: RuleRuns[] = [];
  const queue = rules.entries();
  let count = 0;
  const work = async (): Promise<void> => {
    for (const [place, rule] of queue) {
      done[place] = await runOnEngine(rule, search, span, labels);
      count += 1;
      say(`${count} of ${rules.length} rules`);
    }
  };
  await Promise.all(Array.from({ length: RULES_AT_ONCE }, work));
  return done;
}

/** The first run of all rules. */
function startOf({ first }: LoadedLog): number {
  return Math.floor(first / MINUTE) * MINUTE;
}

function refused({ description }: StartedEngine, { results }: LoadedLog, failure: string): EngineError {
  return new EngineError(
    'ENGINE_RECORDS_REFUSED',
    `${description} refused ${results.failed} records of the log; the first for: ${failure}`,
    'What rules do with the others alone would say nothing. The embedded engine shows what its pipelines make of it.',
  );
}
