import type { Pack } from '../content';
import { NotExpressible } from './not-expressible';
import { sigmaRule } from './sigma-rule';
import { sigmaYaml } from './sigma-yaml';

/** A rule that Sigma cannot say. */
export interface LeftRule {
  readonly slug: string;
  /** A half sentence about the rule, in Markdown. */
  readonly reason: string;
}

export interface SigmaFiles {
  /** `<slug>.yml` → the file’s text, sorted by name. */
  readonly files: Map<string, string>;
  /** The other rules, sorted by slug. */
  readonly left: LeftRule[];
}

/** The rules that Sigma can say, as files that find the same, and why the others are left out. */
export function sigmaFiles(pack: Pick<Pack, 'rules'>): SigmaFiles {
  const files = new Map<string, string>();
  const left: LeftRule[] = [];
  for (const rule of pack.rules.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))) {
    try {
      files.set(`${rule.slug}.yml`, sigmaYaml(sigmaRule(rule, pack)));
    } catch (error) {
      if (!(error instanceof NotExpressible)) throw error;
      left.push({ slug: rule.slug, reason: error.message });
    }
  }
  return { files, left };
}
