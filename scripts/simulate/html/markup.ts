/** HTML or SVG that is safe to put into a page: all text in it is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | readonly Markup[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it is read in an element or in a quoted attribute; what XML cannot hold becomes U+FFFD. */
export function escapeText(text: string): string {
  return text
    .replace(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '\uFFFD')
    .toWellFormed()
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** Template for markup: values are escaped unless they are markup themselves; lists of markup are joined. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, index) => `${text}${partText(parts[index])}`).join(''));
}

export const NOTHING = new Markup('');

function partText(part: Part | undefined): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part));
  return part.map(({ text }) => text).join('');
}
