import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Those that `npm run collect` gives to Node. */
export function collectorFlags(): string[] {
  const file = resolve(__dirname, '..', '..', 'package.json');
  const { scripts } = JSON.parse(readFileSync(file, 'utf8')) as { scripts: { collect: string } };
  const flags = scripts.collect.split(' ').filter((part) => part.startsWith('--'));
  if (flags.length === 0) throw new Error(`no flags in the script “collect”: ${scripts.collect}`);
  return flags;
}
