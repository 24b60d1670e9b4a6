import { basename, join } from 'node:path';
import type { ContentReader } from './reader';
import type { RuleFile } from './rule-schema';
import { createTemplates } from './templates';

type RuleText = RuleFile & { readonly slug: string };

export interface GuideTemplates {
  note(rule: RuleText): string;
  setup(rule: RuleText): string;
}

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
    // Strict templates refuse a variable that is not there; `clock` is there for threshold rules only.
    return (rule) => template({ clock: undefined, ...rule }).trim();
  };
  return { note: load('note'), setup: load('setup') };
}
