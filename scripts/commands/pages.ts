import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import { ContentError } from '../base/errors';
import { loadCases } from '../cases';
import { loadPack } from '../content';
import { loadDocuments, readProofs } from '../coverage';
import { comparePages, isGeneratedPage, PAGES_FOLDER, rulePages } from '../pages';
import type { PageDifferences } from '../pages';
import { folderFiles, writeFolder } from '../release';
import { EXIT } from './exit-codes';
import { staleSigmaPage } from './sigma-page';

export interface PagesOptions {
  /** Write nothing; fail where a page is not what it would be. */
  readonly check?: boolean;
  readonly json?: boolean;
}

/**
 * Writes docs/rules/ and the generated part of docs/sigma.md, or with `check` says which of these pages are out of date;
 * returns the exit code.
 */
export function writePages(root: string, { check = false, json = false }: PagesOptions): number {
  const pack = loadPack(root);
  const pages = rulePages(pack, {
    cases: loadCases(pack),
    documents: loadDocuments(pack),
    proofs: readProofs(root),
  });
  const found = pagesOnDisk(root);
  const sigma = staleSigmaPage(root, pack);
  const differences = withStale(comparePages(pages, found), sigma?.path);
  const { stale, missing, superfluous } = differences;
  const total = stale.length + missing.length + superfluous.length;
  if (!check && total > 0) {
    refuseForeignFiles(found, superfluous);
    const inFolder = Array.from(
      pages,
      ([path, text]) => [path.slice(PAGES_FOLDER.length + 1), text] as const,
    );
    writeFolder(join(root, PAGES_FOLDER), new Map(inFolder));
    if (sigma) writeFileSync(join(root, sigma.path), sigma.text);
  }
  const outcome = { pages: pages.size, written: check ? 0 : total, ...differences };
  process.stdout.write(
    `${json ? JSON.stringify(outcome, null, 2) : pagesText(pages.size, differences, check)}\n`,
  );
  return check && total > 0 ? EXIT.failed : EXIT.proven;
}

function withStale(differences: PageDifferences, path: string | undefined): PageDifferences {
  return path === undefined ? differences : { ...differences, stale: [...differences.stale, path] };
}

/** What lies in docs/rules/, by path below the root. */
function pagesOnDisk(root: string): Map<string, string> {
  const paths = folderFiles(join(root, PAGES_FOLDER)).map((name) => `${PAGES_FOLDER}/${name}`);
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** The folder is replaced as a whole, so what was written by hand there would be lost. */
function refuseForeignFiles(found: ReadonlyMap<string, string>, superfluous: readonly string[]): void {
  const foreign = superfluous.filter((path) => !isGeneratedPage(found.get(path) ?? ''));
  if (foreign.length === 0) return;
  throw new ContentError(
    foreign.map((file) => ({
      code: 'PAGES_FOREIGN_FILE',
      message: `${file} was not made by npm run pages, which replaces ${PAGES_FOLDER}/ as a whole`,
      location: { file, line: 1, column: 1 },
      hint: 'Move it to another folder, or delete it.',
    })),
  );
}

const REASONS: Readonly<Record<keyof PageDifferences, string>> = {
  stale: 'the rule, its cases or the recorded proof changed, or the page was edited by hand',
  missing: 'the page was never written',
  superfluous: 'no rule of the pack has this page',
};

function pagesText(count: number, differences: PageDifferences, check: boolean): string {
  const kinds = Object.keys(REASONS) as (keyof PageDifferences)[];
  const lines = kinds.flatMap((kind) =>
    differences[kind].map((path) =>
      check
        ? `${pc.red(kind)} ${path}: ${REASONS[kind]}`
        : `${kind === 'superfluous' ? 'removed' : 'written'} ${path}`,
    ),
  );
  if (lines.length === 0) return `${count} pages in ${PAGES_FOLDER}/ are up to date`;
  const closing = check
    ? `${lines.length} of ${count} pages are out of date: run npm run pages and commit ${PAGES_FOLDER}/`
    : `${count} pages in ${PAGES_FOLDER}/`;
  return [...lines, closing].join('\n');
}
