import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Where what was assembled, built or downloaded is kept: O365_RULEPACK_CACHE, or `.cache` beside the program’s package.json. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const named = env['O365_RULEPACK_CACHE'];
  if (named !== undefined && named !== '') return resolve(named);
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, '.cache');
}
