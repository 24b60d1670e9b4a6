import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join, sep } from 'node:path';
import type { JsonValue } from '../base/json';
import { isJsonObject } from '../base/json';
import { YamlDocument } from '../base/yaml';
import { contentHash, without } from './canonical';

/**
 * The hash of each file that goes into the package, by its path below package-content/: the manifest (less its
 * version), what stands in the folders that ship (docs, img, kibana, agent), and of each data stream its manifest,
 * fields and agent streams. What is rendered first counts in its rendered form: rules, guides and pipelines.
 */
export function sourceHashes(root: string): ReadonlyMap<string, string> {
  const content = join(root, 'package-content');
  const paths = readdirSync(content, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(content.length + 1))
    .map((path) => path.split(sep).join('/'))
    .filter((path) => SHIPPED.test(path) && !HIDDEN.test(path))
    .sort();
  return new Map(paths.map((path) => [path, fileHash(join(content, path), path)]));
}

/** The data stream that a path belongs to, e.g. `audit`; undefined for a file of the package itself. */
export function dataStreamOf(path: string): string | undefined {
  return /^data_stream\/([^/]+)\//.exec(path)?.[1];
}

const SHIPPED =
  /^(manifest\.yml$|(docs|img|kibana|agent)\/|data_stream\/[^/]+\/(manifest\.yml$|fields\/|agent\/))/;

/** Files of editors and file managers, e.g. `.DS_Store`. */
const HIDDEN = /(^|\/)\.|~$/;

/** YAML and JSON count by their values, text without regard to the kind of its line ends, all else by its bytes. */
function fileHash(file: string, path: string): string {
  if (path.endsWith('.yml')) return contentHash(shippedYaml(readFileSync(file, 'utf8'), path));
  if (path.endsWith('.json')) {
    const value = jsonOf(readFileSync(file, 'utf8'));
    if (value !== undefined) return contentHash(value);
  }
  const bytes = readFileSync(file);
  const isText = /\.(hbs|md|svg|txt)$/.test(path);
  const text = isText ? bytes.toString('utf8').replaceAll('\r\n', '\n') : bytes;
  return createHash('sha256').update(text).digest('hex');
}

function shippedYaml(text: string, path: string): JsonValue {
  const value = (new YamlDocument(`package-content/${path}`, text).value ?? null) as JsonValue;
  return path === 'manifest.yml' && isJsonObject(value) ? without(value, 'version') : value;
}

/** undefined where it is no JSON; the lint says so. */
function jsonOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** The text of a file below the root; undefined where it does not exist. */
export function textOf(root: string, path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
