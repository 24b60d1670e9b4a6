import type { ZodType } from 'zod';
import type { Problem } from '../base/errors';
import type { YamlDocument, YamlPath } from '../base/yaml';
import { nearest } from '../base/nearest';

/** One finding of zod; the members are those of its issue union that are read here. */
interface Issue {
  readonly code: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly Issue[])[];
}

export type Validated<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

/** Checks a YAML file against a zod schema; every problem names file, line, column and what was expected. */
export function validateYaml<T>(document: YamlDocument, schema: ZodType<T>): Validated<T> {
  const result = schema.safeParse(document.value);
  if (result.success) return { ok: true, value: result.data };
  const issues = result.error.issues.flatMap((issue) => closestBranch(issue as Issue, []));
  return { ok: false, problems: issues.flatMap((issue) => problemsOf(document, issue)) };
}

/** Of a failed union, the branch that fits best says what is wrong; the others only confuse. */
function closestBranch(issue: Issue, parents: readonly PropertyKey[]): Issue[] {
  const path = [...parents, ...issue.path];
  const branches = issue.errors ?? [];
  if (issue.code !== 'invalid_union' || branches.length === 0) return [{ ...issue, path }];
  const rejectsType = (branch: readonly Issue[]): boolean => branch.some(({ path }) => path[0] === 'type');
  const ranked = [...branches].sort(
    (a, b) => Number(rejectsType(a)) - Number(rejectsType(b)) || a.length - b.length,
  );
  return (ranked[0] ?? []).flatMap((inner) => closestBranch(inner, path));
}

function problemsOf(document: YamlDocument, issue: Issue): Problem[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => unknownKey(document, path, key));
  }
  const missing = valueAt(document.value, path) === undefined;
  return [
    document.problem(path, {
      code: missing ? 'CONTENT_MISSING_KEY' : 'CONTENT_INVALID_VALUE',
      message: missing
        ? `${path.length === 0 ? 'the content of the file' : `“${path.join('.')}”`} is missing`
        : `“${path.join('.')}” is not valid: ${issue.message.replace(/^Invalid input: /, '')}`,
      found: missing ? undefined : shorten(valueAt(document.value, path)),
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

function valueAt(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (parent, step) =>
      typeof parent === 'object' && parent !== null ? (parent as Record<string, unknown>)[step] : undefined,
    value,
  );
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
