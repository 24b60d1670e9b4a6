import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { JsonValue } from '../base/json';
import type { PolicyVar } from './fleet-template';

interface DeclaredVar {
  readonly name: string;
  readonly type: string;
  readonly default?: JsonValue;
}

/** The variables of the first stream of a data stream's manifest.yml: as given, else their defaults. */
export function streamVars(
  manifest: string,
  given: Readonly<Record<string, JsonValue>>,
): Record<string, PolicyVar> {
  const { streams } = parse(readFileSync(manifest, 'utf8')) as { streams: { vars: DeclaredVar[] }[] };
  const declared = streams[0]?.vars ?? [];
  for (const name of Object.keys(given)) {
    if (!declared.some((declaration) => declaration.name === name)) throw new Error(`no variable ${name}`);
  }
  return Object.fromEntries(
    declared.map(({ name, type, default: value }) => [name, { type, value: given[name] ?? value }]),
  );
}
