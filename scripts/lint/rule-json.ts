import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { ContentError } from '../base/errors';
import { getKey, isJsonObject } from '../base/json';
import type { JsonValue } from '../base/json';

/** A JSON file that holds a rule, or a line of an NDJSON file. */
export interface RuleJson {
  /** Path relative to the pack's root. */
  readonly file: string;
  readonly text: string;
  /** The line of the file at which the text begins. */
  readonly firstLine: number;
  /** The file's content, or why and where (offset) it is no JSON. */
  readonly content:
    | { readonly ok: true; readonly value: JsonValue }
    | { readonly ok: false; readonly message: string; readonly offset: number };
}

/** The folder of a Fleet package in which its rules lie. */
const ASSETS = 'kibana/security_rule/';

const IS_JSON = /\.(json|ndjson)$/;

/**
 * The rules that a file, a folder or a zip holds: *.json and *.ndjson; of a folder or a zip only what looks like a rule.
 * Throws ContentError for what cannot be read.
 */
export function readRuleJson(root: string, path: string): RuleJson[] {
  const file = nameOf(root, path);
  try {
    if (path.endsWith('.zip')) return rulesAmong(zipTexts(file, readFileSync(path)));
    if (!statSync(path).isDirectory()) return rulesIn(file, readFileSync(path, 'utf8'));
    return rulesAmong(folderTexts(root, path));
  } catch (error) {
    if (error instanceof ContentError) throw error;
    throw new ContentError({
      code: 'CALL_UNREADABLE_FILE',
      message: `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Name a rule’s JSON file, an NDJSON file, a package, or a folder that holds rules, e.g. dist/rules.',
    });
  }
}

/** Files by name, in order. */
type Texts = ReadonlyMap<string, string>;

function folderTexts(root: string, folder: string): Texts {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => IS_JSON.test(name) && !/(^|[\\/])(node_modules|\.git)[\\/]/.test(name))
    .sort();
  return new Map(
    names.map((name) => [nameOf(root, join(folder, name)), readFileSync(join(folder, name), 'utf8')]),
  );
}

function zipTexts(file: string, content: Uint8Array): Texts {
  const entries = unzipSync(content, { filter: ({ name }) => IS_JSON.test(name) });
  const names = Object.keys(entries).sort();
  return new Map(names.map((name) => [`${file}/${name}`, strFromU8(entries[name] ?? new Uint8Array())]));
}

/** Of a Fleet package its rules; of anything else what looks like one. */
function rulesAmong(texts: Texts): RuleJson[] {
  const assets = [...texts].filter(([file]) => file.includes(ASSETS));
  if (assets.length > 0) return assets.flatMap(([file, text]) => rulesIn(file, text));
  return [...texts].flatMap(([file, text]) => rulesIn(file, text)).filter(looksLikeRule);
}

function rulesIn(file: string, text: string): RuleJson[] {
  if (!file.endsWith('.ndjson')) return [{ file, text, firstLine: 1, content: parse(text) }];
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const content = parse(line);
    const isRule = !content.ok || !isExportDetails(content.value);
    return isRule ? [{ file, text: line, firstLine: index + 1, content }] : [];
  });
}

function parse(text: string): RuleJson['content'] {
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = /at position (\d+)/.exec(error.message)?.[1];
    const message = error.message
      .replace(/ in JSON at position.*$/, '')
      .replace(/, "[^]*" is not valid JSON$/, '');
    return {
      ok: false,
      message,
      offset: position === undefined ? Math.max(0, text.length - 1) : Number(position),
    };
  }
}

/** In a folder of many things, a file that cannot be read counts where rules are to be expected. */
function looksLikeRule({ file, content }: RuleJson): boolean {
  if (/(^|\/)(rules|security_rule)\/[^/]+$/.test(file)) return true;
  if (!content.ok) return true;
  const { value } = content;
  if (!isJsonObject(value)) return false;
  if (getKey(value, 'rule_id') !== undefined || getKey(value, 'type') === 'security-rule') return true;
  return getKey(value, 'query') !== undefined && getKey(value, 'severity') !== undefined;
}

/** The last line of an export counts what is in it. */
function isExportDetails(value: JsonValue): boolean {
  return isJsonObject(value) && getKey(value, 'exported_count') !== undefined;
}

/** An asset of a Fleet package wraps the rule: `{ id, type: "security-rule", attributes }`. */
export function isAsset({ file, content }: RuleJson): boolean {
  if (!content.ok || !isJsonObject(content.value)) return false;
  return (
    file.includes(ASSETS) ||
    getKey(content.value, 'attributes') !== undefined ||
    getKey(content.value, 'type') === 'security-rule'
  );
}

export function baseNameOf({ file }: RuleJson): string {
  return basename(file, '.json');
}

/** A path relative to the pack's root, with forward slashes. */
export function nameOf(root: string, path: string): string {
  return relative(root, path).split(sep).join('/') || '.';
}
