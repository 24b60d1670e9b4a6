import type { AreaTally, ConformanceResults } from './tally';
import type { AreaName } from './vector';

const TITLES: Readonly<Record<AreaName, string>> = {
  kql: 'KQL',
  'query-dsl': 'Query DSL, sort, aggregations',
  ingest: 'Ingest processors',
  painless: 'Painless',
};

/** docs/conformance.md: made of the recorded counts alone. */
export function conformancePage({ server, engine, areas }: ConformanceResults): string {
  const lines = [
    '# Conformance',
    '',
    `Random questions, asked of the embedded engine and of ${server} (engine \`${engine}\`), and how often the answers`,
    'were equal. Made by `npm run conformance -- --page` from `docs/conformance.json`; do not edit.',
    '',
    '| area | comparisons | agreed | known or unsupported | unexplained | seconds | first seed |',
    '| --- | --: | --: | --: | --: | --: | --: |',
    ...areas.map(summary),
    ...areas.flatMap(section),
    '',
  ];
  return lines.join('\n');
}

function summary({ area, comparisons, agreed, differed, seconds, seed }: AreaTally): string {
  const other = comparisons - agreed - differed;
  return `| ${TITLES[area]} | ${comparisons} | ${agreed} | ${other} | ${differed} | ${seconds} | ${seed} |`;
}

function section({ area, features, known, unsupported }: AreaTally): string[] {
  return [
    '',
    `## ${TITLES[area]}`,
    '',
    'One question may exercise several features and counts for each.',
    '',
    '| feature | comparisons | agreed | unexplained |',
    '| --- | --: | --: | --: |',
    ...Object.entries(features).map(
      ([name, { comparisons, agreed, differed }]) =>
        `| ${escaped(name)} | ${comparisons} | ${agreed} | ${differed} |`,
    ),
    ...reasons('Known to differ', known),
    ...reasons('Refused by name, as unsupported', unsupported),
  ];
}

function reasons(title: string, counts: Readonly<Record<string, number>>): string[] {
  const rows = Object.entries(counts);
  if (rows.length === 0) return [];
  return [
    '',
    `${title}:`,
    '',
    '| why | comparisons |',
    '| --- | --: |',
    ...rows.map(([reason, count]) => `| ${escaped(reason)} | ${count} |`),
  ];
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|');
}
