import type { CoveredDocument } from './documents';
import type { RecordedProofs, RuleStatus } from './proofs';

/** How far a rule is proven, the furthest first. */
const PROVEN_ON = ['elasticsearch', 'embedded', 'nowhere', 'failed'] as const;
export type ProvenOn = (typeof PROVEN_ON)[number];

export interface CoveredRule {
  readonly slug: string;
  readonly provenOn: ProvenOn;
}

/** A row of a document with its rules, or the reason why none can be. */
export interface CoveredRow {
  readonly part: string;
  readonly what: string;
  readonly rules: readonly CoveredRule[];
  readonly notDetectable?: string;
}

export interface Coverage {
  readonly server: string;
  readonly documents: readonly { readonly document: string; readonly rows: readonly CoveredRow[] }[];
  /** Rules of the pack by how far they are proven. */
  readonly counts: Readonly<Record<ProvenOn, number>>;
  /** Rules that no document asks for. */
  readonly further: readonly CoveredRule[];
  /** Rows without a proven rule or a reason, in words; empty when everything is covered. */
  readonly gaps: readonly string[];
}

/** Joins the rows of the documents with what the engines said of the rules; a rule that is not recorded counts as failed. */
export function coverage(
  slugs: readonly string[],
  documents: readonly CoveredDocument[],
  proofs: RecordedProofs,
): Coverage {
  const named = new Set<string>();
  const rowsOf = ({ document, rows }: CoveredDocument): Coverage['documents'][number] => ({
    document,
    rows: rows.map((row): CoveredRow => {
      const base = { part: row.part ?? '', what: row.what };
      if ('not_detectable' in row) return { ...base, rules: [], notDetectable: row.not_detectable };
      for (const slug of row.rules) named.add(slug);
      return { ...base, rules: row.rules.map((slug) => covered(slug, proofs.rules[slug])) };
    }),
  });
  const joined = documents.map(rowsOf);
  const rules = slugs.map((slug) => covered(slug, proofs.rules[slug]));
  return {
    server: proofs.server,
    documents: joined,
    counts: Object.fromEntries(
      PROVEN_ON.map((where) => [where, rules.filter(({ provenOn }) => provenOn === where).length]),
    ) as Record<ProvenOn, number>,
    further: rules.filter(({ slug }) => !named.has(slug)),
    gaps: joined.flatMap(({ document, rows }) =>
      rows.filter(isGap).map(({ what }) => `${document}: no proven rule for “${what}”`),
    ),
  };
}

function covered(slug: string, status: RuleStatus | undefined): CoveredRule {
  return { slug, provenOn: provenOn(status) };
}

function provenOn(status: RuleStatus | undefined): ProvenOn {
  if (status === undefined || status.embedded === 'failed' || status.elasticsearch === 'failed')
    return 'failed';
  if (status.elasticsearch === 'proven') return 'elasticsearch';
  return status.embedded === 'proven' ? 'embedded' : 'nowhere';
}

/** A row is covered when all of its rules hold and at least one of them was proven somewhere. */
function isGap({ rules, notDetectable }: CoveredRow): boolean {
  if (notDetectable !== undefined) return false;
  const isProven = rules.some(({ provenOn: where }) => where === 'elasticsearch' || where === 'embedded');
  return !isProven || rules.some(({ provenOn: where }) => where === 'failed');
}
