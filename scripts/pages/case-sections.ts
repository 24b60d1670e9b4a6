import type { CaseRecord, ProofCase } from '../cases';

/** The cases of a rule as its page shows them. */
export interface CaseSections {
  readonly hits: readonly ProofCase[];
  /** Those that differ from a hit in what a record says. */
  readonly nearMisses: readonly ProofCase[];
  /** Hits and near misses about when, how often and in which order records come. */
  readonly schedule: readonly ProofCase[];
}

/** Parts the cases of a rule, in the order of their file. */
export function caseSections(cases: readonly ProofCase[]): CaseSections {
  const byId = new Map(cases.map((one) => [one.id, one]));
  const isSchedule = (one: ProofCase): boolean => {
    if (one.kind === 'hit') return isAboutTime(one);
    const hit = byId.get(one.of ?? '');
    return hit !== undefined && schedule(one) !== schedule(hit);
  };
  const content = cases.filter((one) => !isSchedule(one));
  return {
    hits: content.filter(({ kind }) => kind === 'hit'),
    nearMisses: content.filter(({ kind }) => kind === 'near_miss'),
    schedule: cases.filter(isSchedule),
  };
}

/** A hit with several runs, or with a record that arrived later than it happened. */
function isAboutTime({ runs, records }: ProofCase): boolean {
  return runs.length > 1 || records.some(({ at, ingested }) => at !== ingested);
}

/** When each record happened and arrived, which of them are one, and when the rule runs. */
function schedule({ records, runs }: ProofCase): string {
  return JSON.stringify([
    records.map(({ at, ingested, identity }: CaseRecord) => [at, ingested, identity]),
    runs,
  ]);
}
