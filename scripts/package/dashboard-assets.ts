import type { Pack } from '../content';
import { dashboardFiles } from './dashboard';
import type { PackagePart } from './package-part';

/** The dashboards, each with the description that made it. */
export function dashboardAssets(pack: Pack): Map<string, PackagePart> {
  return new Map(
    [...dashboardFiles(pack)].map(([path, content]) => [
      path,
      { content, source: 'scripts/package/dashboard/overview.ts' },
    ]),
  );
}
