import type { ZodType } from 'zod';
import type { Problem } from '../base/errors';
import type { YamlDocument, YamlPath } from '../base/yaml';
import { nearest } from '../base/nearest';
import { schemaIssues, shortened, valueAt } from '../base/schema-issues';
import type { SchemaIssue } from '../base/schema-issues';

export type Validated<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

/** Checks a YAML file against a zod schema; every problem names file, line, column and what was expected. */
export function validateYaml<T>(document: YamlDocument, schema: ZodType<T>): Validated<T> {
  const result = schema.safeParse(document.value);
  if (result.success) return { ok: true, value: result.data };
  const issues = schemaIssues(result.error);
  return { ok: false, problems: issues.flatMap((issue) => problemsOf(document, issue)) };
}

function problemsOf(document: YamlDocument, { path, message, unknownKeys }: SchemaIssue): Problem[] {
  if (unknownKeys.length > 0) return unknownKeys.map((key) => unknownKey(document, path, key));
  const found = valueAt(document.value, path);
  const missing = found === undefined;
  return [
    document.problem(path, {
      code: missing ? 'CONTENT_MISSING_KEY' : 'CONTENT_INVALID_VALUE',
      message: missing
        ? `${path.length === 0 ? 'the content of the file' : `“${path.join('.')}”`} is missing`
        : `“${path.join('.')}” is not valid: ${message.replace(/^Invalid input: /, '')}`,
      found: missing ? undefined : shortened(found),
      hint: 'The file’s JSON Schema in docs/schema/ describes every key; editors show it by the first line of the file.',
    }),
  ];
}

function unknownKey(document: YamlDocument, path: YamlPath, key: string): Problem {
  const fields = {
    code: 'CONTENT_UNKNOWN_KEY',
    message: `unknown key “${key}”${path.length > 0 ? ` in “${path.join('.')}”` : ''}`,
    found: key,
    hint: knownKeys.includes(key)
      ? 'This key belongs to another part of the file; docs/schema/ lists the keys of each.'
      : `Remove it or correct its spelling${nearest(key, knownKeys)}; docs/schema/ lists the keys.`,
  };
  return document.problem([...path, key], fields, 'key');
}

/** Keys that are often mistyped; enough for a suggestion, the schema is the judge. */
const knownKeys = [
  'description severity risk_score interval from to max_signals query threshold cardinality references attack',
  'guide setup status version near_misses hits record events patch patch_case ingested repeat every vary alerts',
  'runs same_id already changed title false_positives triage response new_terms_fields history_window_start clock',
  'deprecated since reason replaced_by noise suppression building_block stream group_by duration missing_fields raw runs alerts',
].flatMap((line) => line.split(' '));
