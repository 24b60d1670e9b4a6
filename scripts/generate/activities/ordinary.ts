import { Calendar } from '../calendar';
import type { Activity, ContentType, Emission, StreamName } from '../emission';
import type { Profile } from '../profile';
import type { RateName } from '../default-rates';
import { Random } from '../random';
import type { Office, Person, Tenant } from '../tenant';
import type { Rhythm } from './rhythm';

const HOUR = 3_600_000;

/** Makes the record of one event; `occurred` is in epoch milliseconds, `random` its own. */
export type RecordMaker = (occurred: number, person: Person, random: Random) => string;

export interface OrdinaryActivity {
  readonly name: RateName;
  readonly stream: StreamName;
  readonly contentType?: ContentType;
  readonly rhythm: Rhythm;
  /** So much later than the moments of the rhythm the records are, milliseconds; what is past the span is left out. */
  readonly after?: number;
  /** Who may do it; the rate counts for all people of the tenant, whoever they are. */
  readonly actors: (tenant: Tenant) => readonly Person[];
  readonly maker: (tenant: Tenant) => RecordMaker;
}

/** An activity whose events come at random (a Poisson process), in the rhythm of each office's own time zone. */
export function ordinary(activity: OrdinaryActivity): Activity {
  const { name, rhythm, after = 0, actors, maker } = activity;
  return {
    name,
    *emissions(tenant: Tenant, profile: Profile, random: Random): Generator<Emission> {
      const make = maker(tenant);
      const crews = crewsOf(actors(tenant));
      const heads = crews.reduce((sum, { people }) => sum + people.length, 0);
      const perHour = (profile.rates[name] * tenant.people.length) / 24;
      const end = profile.start + profile.days * 24 * HOUR;
      for (let hour = profile.start; hour < end && perHour > 0 && heads > 0; hour += HOUR) {
        const length = Math.min(HOUR, end - hour);
        const means = crews.map(({ office, people }) => {
          const local = Calendar.of(office.timeZone).at(hour);
          return (perHour * people.length * rhythm(local.hour, local.weekday) * length) / heads / HOUR;
        });
        const mean = means.reduce((sum, value) => sum + value, 0);
        for (const moment of moments(random, hour, length, random.poisson(mean))) {
          const occurred = moment + after;
          if (occurred >= end) return;
          const crew = crews[weighted(random, means, mean)] ?? crews[0];
          const person = random.pick(crew?.people ?? []);
          yield new Event(activity, make, occurred, person, random.bits() | 0, random.bits() | 0);
        }
      }
    },
  };
}

/**
 * An event whose record is made when it is asked for, the same each time. Until it arrives it is held as this, which is
 * a tenth of the record.
 */
class Event implements Emission {
  constructor(
    private readonly activity: OrdinaryActivity,
    private readonly make: RecordMaker,
    readonly occurred: number,
    private readonly person: Person,
    /** Random bits as integers of 32 bits, which V8 keeps without a box. */
    private readonly high: number,
    private readonly low: number,
  ) {}

  get arrival(): number {
    return this.occurred;
  }

  get stream(): StreamName {
    return this.activity.stream;
  }

  get contentType(): ContentType | undefined {
    return this.activity.contentType;
  }

  get text(): string {
    return this.make(this.occurred, this.person, Random.from(this.high, this.low));
  }
}

/** The people of an office. */
interface Crew {
  readonly office: Office;
  readonly people: readonly Person[];
}

function crewsOf(people: readonly Person[]): Crew[] {
  const crews = new Map<Office, Person[]>();
  for (const person of people) {
    const crew = crews.get(person.office);
    if (crew) crew.push(person);
    else crews.set(person.office, [person]);
  }
  return [...crews].map(([office, crew]) => ({ office, people: crew }));
}

/** So many moments of an hour, in order. */
function moments(random: Random, hour: number, length: number, count: number): Float64Array {
  const list = new Float64Array(count);
  for (let index = 0; index < count; index++) list[index] = hour + Math.floor(random.float() * length);
  return list.sort();
}

function weighted(random: Random, weights: readonly number[], sum: number): number {
  let rest = random.float() * sum;
  return weights.findIndex((weight) => (rest -= weight) < 0);
}
