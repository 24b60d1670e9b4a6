import { parseExactJson } from '../../base/exact-json';
import { ContentError } from '../../base/errors';
import type { JsonObject } from '../../base/json';
import type { Emission } from '../emission';
import { MinHeap } from '../min-heap';
import { Random } from '../random';
import type { Person, Tenant } from '../tenant';
import { valueOf } from './placeholders';
import type { Scene } from './placeholders';
import { recordId } from './record-id';
import type { Label, Step, Story } from './story';
import type { PARTS, StepFile } from './story-schema';

const DAY = 86_400_000;

/** Where in time stories are played, and how often. */
export interface PlayPlan {
  readonly seed: string | number;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly days: number;
  /** Stories are played, all in turn, until they have made this many records. */
  readonly records: number;
  /** How many are played at least. */
  readonly runs: number;
}

/**
 * Attacks for the log of a tenant, at random moments with random people, in order of occurrence. Each run draws for
 * itself, so one more of them leaves the others as they are. Only the runs that overlap are held.
 *
 * @param onLabel gets the truth about each record before the record itself comes
 * @throws ContentError at the call: `STORY_TOO_LONG` for a story that does not fit into the days, `STORY_NO_PERSON`
 *   where the tenant has too few people for a cast
 */
export function playStories(
  stories: readonly Story[],
  tenant: Tenant,
  plan: PlayPlan,
  onLabel: (label: Label) => void = () => undefined,
): Iterable<Emission> {
  const runs = plannedRuns(stories, tenant, plan);
  return { [Symbol.iterator]: () => played(runs, tenant, onLabel) };
}

interface PlannedRun {
  readonly story: Story;
  readonly begin: number;
  /** What its random numbers are derived from. */
  readonly seeds: readonly [string | number, ...string[]];
}

function plannedRuns(stories: readonly Story[], tenant: Tenant, plan: PlayPlan): PlannedRun[] {
  for (const story of stories) {
    if (story.duration > plan.days * DAY) throw tooLong(story, plan);
    castOf(story, tenant, Random.of(plan.seed, 'cast', story.name));
  }
  const runs: PlannedRun[] = [];
  let records = 0;
  while (stories.length > 0 && (records < plan.records || runs.length < plan.runs)) {
    const story = stories[runs.length % stories.length] as Story;
    const round = String(Math.floor(runs.length / stories.length));
    const moment = Random.of(plan.seed, 'moment', story.name, round).float();
    const begin = plan.start + Math.floor(moment * (plan.days * DAY - story.duration));
    runs.push({ story, begin, seeds: [plan.seed, 'story', story.name, round] });
    records += story.steps.reduce((sum, { repeat }) => sum + repeat, 0);
  }
  return runs.sort((a, b) => a.begin - b.begin);
}

interface Queued {
  readonly emission: Emission;
  /** Settles which of two records of one moment goes first. */
  readonly number: number;
}

function* played(
  runs: readonly PlannedRun[],
  tenant: Tenant,
  onLabel: (label: Label) => void,
): Generator<Emission, void, void> {
  const queue = new MinHeap<Queued>(
    ({ emission: a, number: first }, { emission: b, number: second }) =>
      a.occurred < b.occurred || (a.occurred === b.occurred && first < second),
  );
  let number = 0;
  const upTo = function* (moment: number): Generator<Emission, void, void> {
    for (let next = queue.peek(); next && next.emission.occurred <= moment; next = queue.peek()) {
      queue.pop();
      yield next.emission;
    }
  };
  for (const { story, begin, seeds } of runs) {
    yield* upTo(begin);
    for (const { emission, label } of new Run(story, tenant, Random.of(...seeds), begin).records()) {
      onLabel(label);
      queue.push({ emission, number: (number += 1) });
    }
  }
  yield* upTo(Infinity);
}

/** A story that is played once. */
class Run {
  readonly #cast: ReadonlyMap<string, Person>;
  readonly #others: readonly Person[];
  readonly #outside: string;
  readonly #guids = new Map<string, string>();

  constructor(
    private readonly story: Story,
    private readonly tenant: Tenant,
    private readonly random: Random,
    private readonly begin: number,
  ) {
    this.#cast = castOf(story, tenant, random);
    const taken = new Set(this.#cast.values());
    const others = tenant.people.filter((person) => !taken.has(person));
    this.#others = others.length > 0 ? others : tenant.people;
    this.#outside = random.pick(tenant.outsideAddresses);
  }

  *records(): Generator<{ emission: Emission; label: Label }> {
    for (const step of this.story.steps) {
      const first = this.random.below(this.#others.length);
      for (let n = 0; n < step.repeat; n += 1) yield this.#record(step, n, first);
    }
  }

  #record(step: Step, n: number, first: number): { emission: Emission; label: Label } {
    const who = this.#cast.get(step.who);
    const other = this.#others[(first + n) % this.#others.length];
    if (who === undefined || other === undefined) throw new RangeError(`nobody plays ${step.who}`);
    const occurred = this.begin + step.at + n * step.every;
    const [office, home] = who.addresses;
    const ip = { office, home, outside: this.#outside }[step.from];
    const scene: Scene = {
      tenant: this.tenant,
      cast: this.#cast,
      who,
      other,
      ip,
      occurred,
      id: this.random.guid(),
      n,
      guid: (name) => this.#guid(name),
    };
    const text = step.template.with((placeholder) => valueOf(placeholder, scene));
    const id = recordId(parseExactJson(text) as JsonObject, step.stream as StepFile['stream']) as string;
    return {
      emission: { occurred, arrival: occurred, stream: step.stream, text, label: id },
      label: { record: id, story: this.story.name, step: step.name, rules: step.rules },
    };
  }

  #guid(name: string): string {
    const known = this.#guids.get(name) ?? this.random.guid();
    this.#guids.set(name, known);
    return known;
  }
}

/** Another person for each part. */
function castOf(story: Story, tenant: Tenant, random: Random): ReadonlyMap<string, Person> {
  const taken = new Set<Person>();
  const cast = new Map<string, Person>();
  for (const [name, part] of story.cast) {
    const free = candidates(tenant, part).filter((person) => !taken.has(person));
    if (free.length === 0) throw nobody(story, name, part);
    const person = random.pick(free);
    taken.add(person);
    cast.set(name, person);
  }
  return cast;
}

function candidates(tenant: Tenant, part: (typeof PARTS)[number]): readonly Person[] {
  if (part === 'guest') return tenant.guests;
  return tenant.people.filter(({ kind }) => kind === part);
}

function tooLong(story: Story, { days }: PlayPlan): ContentError {
  return new ContentError({
    code: 'STORY_TOO_LONG',
    message: `the story “${story.name}” does not fit into the time span`,
    found: `${days} days`,
    expected: `at least ${Math.ceil(story.duration / 3_600_000)} hours`,
    hint: 'Raise --days, or choose other stories with --stories.',
  });
}

function nobody(story: Story, name: string, part: string): ContentError {
  return new ContentError({
    code: 'STORY_NO_PERSON',
    message: `the tenant has nobody left to play “${name}” (${part}) in the story “${story.name}”`,
    hint: 'Raise --users, or choose other stories with --stories.',
  });
}
