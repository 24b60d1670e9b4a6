import type fc from 'fast-check';
import type { Comparison } from '../../scripts/conformance/tally';
import type { AreaName, Vector } from '../../scripts/conformance/vector';
import type { ConformanceServer } from './server';

/** A comparison with what is needed to show it, and to ask it again. */
export interface Compared extends Comparison {
  /** Set when the sides differ: the question and the server's answer, as `npm test` would replay it. */
  readonly vector?: Vector;
  /** Set when the sides differ: what each side answered, for people. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

/** A part of Elasticsearch that is compared with the embedded engine by random questions. */
export interface Area<Scenario = unknown> {
  readonly name: AreaName;
  /** Makes the questions of one round trip: few enough to shrink, enough to be worth the requests. */
  readonly scenario: fc.Arbitrary<Scenario>;
  /** Asks all sides. What it makes on the server it makes under `server.name()` and removes. */
  compare(scenario: Scenario, server: ConformanceServer): Promise<readonly Compared[]>;
}

/** Gives an area whose scenario type nobody else needs to know. */
export function defineArea<Scenario>(area: Area<Scenario>): Area {
  return area;
}
