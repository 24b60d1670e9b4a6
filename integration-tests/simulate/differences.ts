import type { Simulation } from '../../scripts/simulate';

/** Differences that are shown of a rule. */
const SHOWN = 3;

/**
 * What an Elasticsearch makes otherwise than the embedded engine, in words: alerts by rule, run, id and terms, and the
 * figures of the report. Rules that do not run on both are left out.
 */
export function differences(embedded: Simulation, server: Simulation): string[] {
  const both = [...server.tracks.keys()].filter((slug) => embedded.tracks.has(slug));
  return both.flatMap((slug) => [
    ...only('embedded', slug, alertsOf(embedded, slug), alertsOf(server, slug)),
    ...only('on the server', slug, alertsOf(server, slug), alertsOf(embedded, slug)),
    ...otherFigures(slug, embedded, server),
  ]);
}

/** Alerts of a rule as one text each. */
function alertsOf({ tracks }: Simulation, slug: string): Set<string> {
  return new Set(
    tracks
      .get(slug)
      ?.alerts.map(({ id, at, terms }) => `${new Date(at).toISOString()} ${id} ${terms}`.trimEnd()),
  );
}

function only(where: string, slug: string, own: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  const extra = own.difference(others);
  if (extra.size === 0) return [];
  return [
    `${slug}: ${extra.size} of ${own.size} alerts only ${where}: ${[...extra].slice(0, SHOWN).join('; ')}`,
  ];
}

function otherFigures(slug: string, ...simulations: Simulation[]): string[] {
  const [first, ...others] = simulations.map(({ report }) =>
    JSON.stringify(report.rules.filter((rule) => rule.slug === slug)),
  );
  return others
    .filter((figures) => figures !== first)
    .map((figures) => `${slug}: other figures: embedded ${first}, on the server ${figures}`);
}
