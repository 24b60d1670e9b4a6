import type { Judgement } from './judge';
import type { Schedule } from './schedule';

/** What came of a schedule. */
export interface Played extends Judgement {
  readonly schedule: Schedule;
  readonly seconds: number;
  readonly runs: number;
  readonly kills: number;
  readonly stops: number;
  readonly rollovers: number;
  readonly apiFaults: ReadonlyMap<string, number>;
  readonly elasticsearchFaults: ReadonlyMap<string, number>;
  readonly peakMegabytes: number;
  /** The last lines of the collector's log. */
  readonly log: readonly string[];
}
