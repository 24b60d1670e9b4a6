import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { headingAnchor } from '../base/markdown';

/** The links of a Markdown file that lead to no file, or to no heading of one; links to the web are not followed. */
export function brokenLinks(path: string): string[] {
  const targets = Array.from(prose(path).matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [file = '', anchor] = target.split('#');
    const place = file === '' ? path : join(dirname(path), file);
    if (!existsSync(place)) return true;
    return anchor !== undefined && place.endsWith('.md') && !anchors(place).has(anchor);
  });
}

/** The text that is not code. */
function prose(path: string): string {
  return withoutFences(path)
    .replace(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, '')
    .replace(/^ {4}.*$/gm, '');
}

/** The anchors of a document's headings; a heading that comes again has a number behind it. */
function anchors(path: string): Set<string> {
  const seen = new Map<string, number>();
  return new Set(
    Array.from(withoutFences(path).matchAll(/^#{1,6} (.+)$/gm), ([, heading = '']) => {
      const anchor = headingAnchor(heading);
      const count = seen.get(anchor) ?? 0;
      seen.set(anchor, count + 1);
      return count === 0 ? anchor : `${anchor}-${count}`;
    }),
  );
}

function withoutFences(path: string): string {
  return readFileSync(path, 'utf8').replace(/^(```+)[^\n]*\n[\s\S]*?^\1$/gm, '');
}
