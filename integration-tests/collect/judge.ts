import type { Manners } from '../../fixtures/management-api';
import type { SentDocument } from './fault-proxy';
import type { Schedule } from './schedule';
import type { Stored } from './target';

const DAY = 24 * 3_600_000;

/** When a new backing index came, `performance.now()`. */
export interface Rollover {
  readonly from: number;
  readonly to: number;
}

/** When the collector was killed, and when the next one gave its first sign of life; `performance.now()`. */
export interface Kill {
  readonly from: number;
  /** Undefined: not yet. */
  readonly to: number | undefined;
}

export interface Evidence {
  readonly schedule: Pick<Schedule, 'requestsPerMinute'>;
  /** `Id`s of everything that was published. */
  readonly published: ReadonlySet<string>;
  /** Every document of the audit log and of the dead letters. */
  readonly stored: readonly Stored[];
  readonly sent: ReadonlyMap<string, readonly SentDocument[]>;
  readonly rollovers: readonly Rollover[];
  readonly kills: readonly Kill[];
  /** What the collector itself says may be there twice. */
  readonly reported: ReadonlySet<string>;
  readonly manners: Manners;
  readonly problems: readonly string[];
  /** What is to be told of records that are missing. */
  readonly course: (missing: ReadonlySet<string>) => string[];
}

export interface Judgement {
  readonly records: number;
  readonly deadLetters: number;
  /** Whatever must not be; empty where all is well. */
  readonly problems: readonly string[];
  /** Ids that are there twice by the one exception: no answer or killed, and a new backing index before it was sent again. */
  readonly excused: readonly string[];
  /** Of the ids that the collector reported, those that are there once. */
  readonly reportedOnce: number;
}

/** Whether every record is there, and there once; and whether the collector kept to the API's rules. */
export function judge(evidence: Evidence): Judgement {
  const { published, stored, reported, manners, schedule, problems, course } = evidence;
  const places = Map.groupBy(stored, ({ id }) => id);
  const missing = [...published.difference(places)];
  const foreign = [...places.keys()].filter((id) => !published.has(id));
  const doubles = [...places].filter(([, list]) => list.length > 1);
  const excused = doubles.filter(([id, list]) => isExcused(id, list, evidence)).map(([id]) => id);
  const wrong = doubles.filter(([id]) => !excused.includes(id));
  return {
    records: published.size,
    deadLetters: stored.filter(({ index }) => isDeadLetter(index)).length,
    excused,
    reportedOnce: [...reported].filter((id) => places.get(id)?.length === 1).length,
    problems: [
      ...problems,
      ...some(missing, 'missing of what was published'),
      ...(missing.length === 0 ? [] : course(new Set(missing))),
      ...some(foreign, 'never published'),
      ...some(
        wrong.map(([id, list]) => describe(id, list, evidence)),
        'there more than once',
      ),
      ...unmannerly(manners, schedule.requestsPerMinute),
    ],
  };
}

/**
 * Elasticsearch took it, but the collector could not know, as the answer was lost or the collector killed; a new backing index
 * came before it was sent again; and the collector says that it may be there twice.
 */
function isExcused(id: string, list: readonly Stored[], evidence: Evidence): boolean {
  const { sent, rollovers, kills, reported } = evidence;
  if (!reported.has(id) || list.length > 2 || list.some(({ index }) => isDeadLetter(index))) return false;
  const taken = (sent.get(id) ?? []).filter(({ created }) => created !== undefined);
  const [first, second] = taken;
  if (first === undefined || second === undefined || taken.length > 2) return false;
  const rolled = rollovers.some(({ from, to }) => to >= first.arrived && from <= second.at);
  // What a process sent before it was killed may be read by the proxy a little later.
  const killed = kills.some(({ from, to = Infinity }) => to >= first.arrived && from <= second.at);
  const unknown = !first.answered || killed;
  return rolled && unknown;
}

function describe(
  id: string,
  list: readonly Stored[],
  { sent, rollovers, kills, reported }: Evidence,
): string {
  const events = [
    ...(sent.get(id) ?? []).map(({ at, created, answered }) => ({
      at,
      text: `sent (${created ?? 'not created'}, ${answered ? 'answered' : 'not answered'})`,
    })),
    ...rollovers.map(({ to }) => ({ at: to, text: 'rollover' })),
    ...kills.map(({ from }) => ({ at: from, text: 'kill' })),
  ].sort((a, b) => a.at - b.at);
  const course = events
    .map(({ at, text }) => `${Math.round(at - (events[0]?.at ?? 0))} ms ${text}`)
    .join(', ');
  const said = reported.has(id) ? 'reported' : 'NOT reported';
  return `${id} in ${list.map(({ index }) => index).join(' and ')}, ${said}: ${course}`;
}

function unmannerly(manners: Manners, budget: number): string[] {
  const { busiestMinute, hastyStarts, longestWindow, withoutPublisher, withoutToken } = manners;
  return [
    ...(busiestMinute > budget
      ? [`${busiestMinute} requests within a minute of ${budget} that are allowed`]
      : []),
    ...hastyStarts.map(({ tenant, contentType, time, status, fault }) => {
      const at = new Date(time).toISOString();
      return `a start within 15 minutes of the one before: ${tenant ?? ''} ${contentType ?? ''} ${at} ${status} ${fault ?? ''}`;
    }),
    ...(longestWindow > DAY ? [`a window of ${longestWindow / 3_600_000} hours`] : []),
    ...(withoutPublisher.length > 0
      ? [`${withoutPublisher.length} requests without PublisherIdentifier`]
      : []),
    ...(withoutToken.length > 0 ? [`${withoutToken.length} requests without a token`] : []),
  ];
}

function isDeadLetter(index: string): boolean {
  return index.includes('.dead_letter-');
}

function some(list: readonly string[], what: string): string[] {
  if (list.length === 0) return [];
  return [`${list.length} ${what}: ${list.slice(0, 5).join('; ')}${list.length > 5 ? '; …' : ''}`];
}
