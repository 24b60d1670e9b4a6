import type { YamlDocument } from '../base/yaml';

/** The text of a YAML file with another value under its top-level `version`; all else stays, comments too. */
export function withVersion(document: YamlDocument, version: string | number): string {
  const { line, column } = document.locate(['version']);
  const lines = document.text.split('\n');
  const before = lines[line - 1] ?? '';
  const value = before.slice(column - 1).replace(/^("[^"]*"|'[^']*'|[^\s#,}]+)/, String(version));
  lines[line - 1] = `${before.slice(0, column - 1)}${value}`;
  return lines.join('\n');
}
