import type { JsonObject, JsonValue } from '../base/json';
import { getKey } from '../base/json';
import type { YamlDocument } from '../base/yaml';
import type { DataView, Pack, Rule } from '../content';

/** A rule as Kibana imports it; from a JSON file, nothing of its shape is certain. */
export interface RuleSubject {
  readonly pack: Pack;
  readonly body: JsonObject;
  /** The fields of the streams that the rule reads. */
  readonly fields: DataView;
  /** The rule of the pack that the body was made of; the loader has checked it. */
  readonly rule?: Rule | undefined;
}

/** A rule's YAML file. */
export interface RuleFileSubject {
  readonly pack: Pack;
  readonly rule: Rule;
  readonly document: YamlDocument;
}

/** The text of a member; empty where there is none. */
export function textOf({ body }: Pick<RuleSubject, 'body'>, key: string): string {
  const value = getKey(body, key);
  return typeof value === 'string' ? value : '';
}

/** The texts of a list with their index; what is no text is the schema's to refuse. */
export function textsOf({ body }: Pick<RuleSubject, 'body'>, key: string): [index: number, text: string][] {
  return listOf(getKey(body, key)).flatMap((value, index): [number, string][] =>
    typeof value === 'string' ? [[index, value]] : [],
  );
}

export function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** The prose of a rule by its member: what people read in Kibana. */
export function proseOf(subject: Pick<RuleSubject, 'body'>): [path: (string | number)[], text: string][] {
  const single = ['name', 'description', 'note', 'setup'].map((key): [string[], string] => [
    [key],
    textOf(subject, key),
  ]);
  return single.filter(([, text]) => text !== '');
}
