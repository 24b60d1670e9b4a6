import type { Pack } from '../../content';
import { dashboardObject } from './dashboard';
import { overview } from './overview';

/** The dashboards of the package as saved objects, by their path in it. */
export function dashboardFiles(pack: Pack): Map<`kibana/dashboard/${string}.json`, string> {
  const dashboards = [overview(pack)];
  return new Map(
    dashboards.map((dashboard) => [
      `kibana/dashboard/${dashboard.id}.json`,
      `${JSON.stringify(dashboardObject(dashboard), null, 2)}\n`,
    ]),
  );
}
