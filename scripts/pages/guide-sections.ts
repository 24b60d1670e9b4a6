/** A rule's note in parts: what a page shows at a place of its own, and the guide without it. */
export interface GuideSections {
  /** Text below “What this rule counts”; threshold rules only. */
  readonly counts: string | undefined;
  /** Text below “How often it alerts”. */
  readonly noise: string | undefined;
  readonly guide: string;
}

/** Cuts the sections that `package-content/guides/` adds from a note, so that a page need not say things twice. */
export function guideSections(note: string): GuideSections {
  const sections = note.split(/\n(?=#{2,4} )/);
  const take = (heading: string): string | undefined =>
    sections
      .find((section) => section.startsWith(`#### ${heading}\n`))
      ?.split('\n')
      .slice(1)
      .join('\n')
      .trim();
  const kept = sections.filter(
    (section) => !EXTRA.some((heading) => section.startsWith(`#### ${heading}\n`)),
  );
  return { counts: take(COUNTS), noise: take(NOISE), guide: kept.map((text) => text.trim()).join('\n\n') };
}

const COUNTS = 'What this rule counts';
const NOISE = 'How often it alerts';
const EXTRA = [COUNTS, NOISE];
