import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '../content';
import { SIGMA_PAGE, sigmaFiles, sigmaPage } from '../sigma';

/** docs/sigma.md as it should be, where it is not so. Its own text is written by hand: no page, nothing to update. */
export function staleSigmaPage(
  root: string,
  pack: Pack,
): { readonly path: string; readonly text: string } | undefined {
  const file = join(root, SIGMA_PAGE);
  if (!existsSync(file)) return undefined;
  const page = readFileSync(file, 'utf8');
  const text = sigmaPage(page, sigmaFiles(pack));
  return text === page ? undefined : { path: SIGMA_PAGE, text };
}
