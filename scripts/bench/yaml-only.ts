import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** Reads the rules’ YAML and checks nothing: the floor under loading the pack. */
export function yamlOnly(root: string): unknown[] {
  const folder = join(root, 'package-content', 'rules');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml'))
    .map((name) => load(readFileSync(join(folder, name), 'utf8')));
}
