import { basename, join } from 'node:path';
import type { Deprecation } from './deprecation';
import type { ContentReader } from './reader';
import type { RuleFile } from './rule-schema';
import { createTemplates } from './templates';

type RuleText = Omit<RuleFile, 'deprecated'> & {
  readonly slug: string;
  readonly sources: readonly { readonly arrival: string }[];
  readonly deprecated: Deprecation | undefined;
};

export interface GuideTemplates {
  note(rule: RuleText): string;
  setup(rule: RuleText): string;
}

/** What not every rule has: strict templates refuse a variable that is not there. */
const ABSENT = { clock: undefined, building_block: undefined, suppression: undefined };

/** The Markdown templates of package-content/guides/; files that begin with `_` are partials. */
export function loadGuides(reader: ContentReader): GuideTemplates {
  const folder = join(reader.root, 'package-content', 'guides');
  const partials = Object.fromEntries(
    reader.files(folder, '.md.hbs').flatMap((path) => {
      const name = basename(path, '.md.hbs');
      return name.startsWith('_') ? [[name.slice(1), reader.text(path) ?? '']] : [];
    }),
  ) as Record<string, string>;
  const compile = createTemplates(partials);
  const load = (name: string): ((rule: RuleText) => string) => {
    const template = compile(reader.text(join(folder, `${name}.md.hbs`)) ?? '');
    return (rule) => template({ ...ABSENT, ...rule }).trim();
  };
  return { note: load('note'), setup: load('setup') };
}
