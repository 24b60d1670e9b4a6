import { ContentError } from '../base/errors';
import type { Problem } from '../base/errors';
import { getKey, isJsonObject } from '../base/json';
import type { JsonObject, JsonValue } from '../base/json';

export interface RuleLine {
  /** `rule_id` */
  readonly id: string;
  readonly name: string;
  readonly version: number | undefined;
  /** The rule as JSON, without a line end. */
  readonly json: string;
}

/** What an NDJSON file for Kibana's rule import holds, less its trailing line of counts. */
export interface ImportFile {
  readonly rules: readonly RuleLine[];
  /** Exception lists, their items and connectors, as JSON. */
  readonly others: readonly string[];
}

/** Reads an NDJSON export of rules, from the pack or from a Kibana. `file` names it in errors. Throws ContentError. */
export function readImportFile(text: string, file: string): ImportFile {
  const rules: RuleLine[] = [];
  const others: string[] = [];
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [index, json] of lines.entries()) {
    if (json.trim() === '') continue;
    const location = { file, line: index + 1, column: 1 };
    const value = parseLine(json);
    if (value === undefined) {
      problems.push({ ...NOT_NDJSON, location });
      break;
    }
    const kind = kindOf(value);
    if (kind === 'other') others.push(json);
    if (kind !== 'rule') continue;
    const rule = ruleLine(value, json);
    if (rule === undefined) problems.push({ ...NO_RULE, location });
    else if (seen.has(rule.id)) problems.push({ ...twice(rule.id, seen.get(rule.id) ?? 0), location });
    else {
      seen.set(rule.id, index + 1);
      rules.push(rule);
    }
  }
  if (problems.length === 0 && rules.length + others.length === 0)
    problems.push({ ...EMPTY, message: `${file} holds no rule` });
  if (problems.length > 0) throw new ContentError(problems);
  return { rules, others };
}

const NOT_NDJSON = {
  code: 'IMPORT_NOT_NDJSON',
  message: 'the line is no JSON object',
  expected: 'one JSON object a line',
  hint: 'Name an NDJSON file: the one that npm run build writes, or an export of Kibana.',
};

const NO_RULE = {
  code: 'IMPORT_NO_RULE',
  message: 'the line is no rule: it has no rule_id or no name',
  expected: 'a rule, an exception list, a connector or the line that counts them',
  hint: 'Remove the line, or export the rules again.',
};

const EMPTY = {
  code: 'IMPORT_EMPTY',
  hint: 'Build it by npm run build, or leave --file out: then the rules of the pack are sent.',
};

function twice(id: string, line: number): Problem {
  return {
    code: 'IMPORT_RULE_TWICE',
    message: `rule ${id} is in the file twice, first in line ${line}`,
    hint: 'Remove one of them; Kibana takes the last one or refuses both.',
  };
}

function parseLine(json: string): JsonObject | undefined {
  try {
    const value = JSON.parse(json) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Kibana tells the lines of an export apart by the same members. */
function kindOf(value: JsonObject): 'rule' | 'other' | 'counts' {
  if (Object.hasOwn(value, 'exported_count') || Object.hasOwn(value, 'exported_rules_count')) return 'counts';
  if (Object.hasOwn(value, 'list_id') || Object.hasOwn(value, 'attributes')) return 'other';
  return 'rule';
}

function ruleLine(value: JsonObject, json: string): RuleLine | undefined {
  const id = getKey(value, 'rule_id');
  const name = getKey(value, 'name');
  const version = getKey(value, 'version');
  if (typeof id !== 'string' || id === '' || typeof name !== 'string') return undefined;
  return { id, name, version: typeof version === 'number' ? version : undefined, json };
}
