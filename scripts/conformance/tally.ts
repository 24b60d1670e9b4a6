import type { AreaName } from './vector';

/** How one comparison ended. */
export type Outcome =
  | 'agreed'
  /** The embedded engine refuses it by name. */
  | 'unsupported'
  /** The answers differ by design; docs name the cause. */
  | 'known'
  /** The answers differ and nobody knew. */
  | 'differed';

/** One question, asked of all sides. */
export interface Comparison {
  /** The rows of the conformance page under which it counts, e.g. `wildcard in a value`; at least one. */
  readonly features: readonly string[];
  readonly outcome: Outcome;
  /** Why it is unsupported or known to differ: a short sentence that does not contain generated values. */
  readonly reason?: string;
}

/** Counts of one feature; what neither agreed nor differed is known or unsupported. */
export interface FeatureTally {
  comparisons: number;
  agreed: number;
  differed: number;
}

/** What one run found out about one area. */
export interface AreaTally {
  readonly area: AreaName;
  /** Seed of the run; the same seed asks the same questions again. */
  readonly seed: number;
  readonly seconds: number;
  /** Questions asked, each counted once, however many features it exercises. */
  readonly comparisons: number;
  readonly agreed: number;
  readonly differed: number;
  readonly features: Readonly<Record<string, FeatureTally>>;
  /** Comparisons by the reason for which the embedded engine refused them. */
  readonly unsupported: Readonly<Record<string, number>>;
  /** Comparisons by the cause for which the answers differ by design. */
  readonly known: Readonly<Record<string, number>>;
}

/** What is written to docs/conformance.json and rendered as docs/conformance.md. */
export interface ConformanceResults {
  /** e.g. `Elasticsearch 9.4.3`. */
  readonly server: string;
  readonly engine: string;
  readonly areas: readonly AreaTally[];
}

/** Adds up comparisons of one area. */
export class Tally {
  private comparisons = 0;
  private agreed = 0;
  private differed = 0;
  private readonly features = new Map<string, FeatureTally>();
  private readonly reasons = { unsupported: new Map<string, number>(), known: new Map<string, number>() };

  add({ features, outcome, reason = 'no reason given' }: Comparison): void {
    this.comparisons += 1;
    if (outcome === 'agreed') this.agreed += 1;
    else if (outcome === 'differed') this.differed += 1;
    else this.reasons[outcome].set(reason, (this.reasons[outcome].get(reason) ?? 0) + 1);
    for (const name of features) {
      const feature = this.features.get(name) ?? { comparisons: 0, agreed: 0, differed: 0 };
      this.features.set(name, feature);
      feature.comparisons += 1;
      if (outcome === 'agreed' || outcome === 'differed') feature[outcome] += 1;
    }
  }

  get count(): number {
    return this.comparisons;
  }

  result(area: AreaName, seed: number, seconds: number): AreaTally {
    const { comparisons, agreed, differed, reasons } = this;
    return {
      ...{ area, seed, seconds, comparisons, agreed, differed },
      features: sorted(this.features),
      unsupported: sorted(reasons.unsupported),
      known: sorted(reasons.known),
    };
  }
}

function sorted<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
