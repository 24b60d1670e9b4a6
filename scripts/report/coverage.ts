import pc from 'picocolors';
import type { Coverage } from '../coverage';

/** What is covered and what is missing. */
export function coverageText(
  { server, documents, counts, gaps }: Coverage,
  outOfDate: readonly string[],
): string {
  const rows = documents.flatMap(({ rows: own }) => own);
  const notDetectable = rows.filter((row) => row.notDetectable !== undefined).length;
  return [
    `${rows.length} rows of ${documents.length} documents: ${rows.length - notDetectable - gaps.length} covered, ${notDetectable} not detectable, ${gaps.length} missing`,
    `rules: ${counts.elasticsearch} proven on ${server}, ${counts.embedded} embedded only, ${counts.nowhere} not run, ${counts.failed} failed`,
    ...gaps.map((gap) => `${pc.red('missing')} ${gap}`),
    ...outOfDate.map((path) => `${pc.red('out of date')} ${path}: run npm run coverage and commit it`),
  ].join('\n');
}
