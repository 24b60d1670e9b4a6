import { code, markdownTable } from '../base/markdown';
import type { SigmaFiles } from './sigma-files';

/** Where the page stands; its text around the generated part is written by hand. */
export const SIGMA_PAGE = 'docs/sigma.md';

const BEGIN = '<!-- Made by `npm run pages`; do not edit from here … -->';
const END = '<!-- … to here. -->';

/** docs/sigma.md with its generated part, the rules that are left out, brought up to date. */
export function sigmaPage(page: string, { files, left }: SigmaFiles): string {
  const [before, rest] = split(page, BEGIN);
  const [, after] = split(rest, END);
  const rows = left.map(({ slug, reason }) => [code(slug), reason]);
  const exported = files.size === 1 ? 'One rule is exported' : `${files.size} rules are exported`;
  const text = [BEGIN, `${exported}; these are not:`, markdownTable(['rule', 'why not'], rows), END];
  return before + text.join('\n\n') + after;
}

function split(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`${SIGMA_PAGE} has lost its line “${mark}”`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
