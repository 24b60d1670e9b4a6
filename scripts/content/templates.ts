import Handlebars from 'handlebars/dist/handlebars';
import { kqlValue } from './kql-value';

/** A tenant list or a variable that the content uses and nobody defines. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

export type Template = (context: object) => string;

/**
 * The Handlebars of the pack: strict (an unknown variable is an error), without HTML escapes, with the helpers
 * `any` (KQL value list), `any_domain` (addresses of domains as a KQL value list) and `json`.
 */
export function createTemplates(
  partials: Readonly<Record<string, string>> = {},
): (source: string) => Template {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('any', (list: unknown) => valueList(stringsOf(list, 'any'), (value) => value));
  handlebars.registerHelper('any_domain', (list: unknown) =>
    valueList(stringsOf(list, 'any_domain'), (domain) => `*@${domain}`),
  );
  handlebars.registerHelper('json', (value: unknown) => JSON.stringify(value));
  for (const [name, source] of Object.entries(partials)) handlebars.registerPartial(name, source);
  return (source) => {
    if (!source.includes('{{')) return () => source;
    const compiled = handlebars.compile(source, { strict: true, noEscape: true });
    return (context) => {
      try {
        return compiled(context);
      } catch (error) {
        throw new TemplateError(error instanceof Error ? error.message.replace(/\n/g, ' ') : String(error));
      }
    };
  };
}

function stringsOf(list: unknown, helper: string): string[] {
  if (Array.isArray(list) && list.every((item) => typeof item === 'string')) return list;
  throw new TemplateError(`“${helper}” wants a list of tenant.yml, e.g. {{${helper} lists.vip_mailboxes}}`);
}

function valueList(values: readonly string[], pattern: (value: string) => string): string {
  return `(${values.map((value) => kqlValue(pattern(value))).join(' or ')})`;
}
