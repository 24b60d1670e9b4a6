import type { YamlPath } from '../base/yaml';
import { proseOf, textsOf } from './subject';
import type { RuleSubject } from './subject';

/** A link as it is written. */
export interface Link {
  readonly path: YamlPath;
  readonly text: string;
  readonly url: URL;
}

/** In prose a link ends before white space, quotes and brackets, and before the punctuation of its sentence. */
const IN_PROSE = /\bhttps?:\/\/[^\s<>"'`)\]]*[^\s<>"'`)\].,;:!?]/g;

/** The links of a rule: its references, and those in its prose. What is no URL at all is the schema's to refuse. */
export function linksOf(subject: Pick<RuleSubject, 'body'>): Link[] {
  const prose = proseOf(subject).flatMap(([path, text]) =>
    Array.from(text.matchAll(IN_PROSE), ([link]): [YamlPath, string] => [path, link]),
  );
  return [...referencesOf(subject), ...prose].flatMap(([path, text]) => {
    const url = URL.parse(text);
    return url ? [{ path, text, url }] : [];
  });
}

/** The references with their place. */
export function referencesOf(subject: Pick<RuleSubject, 'body'>): [path: YamlPath, text: string][] {
  return textsOf(subject, 'references').map(([index, text]) => [['references', index], text]);
}
