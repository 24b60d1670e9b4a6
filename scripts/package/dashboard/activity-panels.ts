import { count, distinct, groups, max, top } from './column';
import { metricPanel } from './metric-panel';
import type { Panel, PanelFrame } from './panel';
import { ANY_PRIVILEGED_ACTIVITY, PRIVILEGED_ACTIVITY } from './privileged-activity';
import { tablePanel } from './table-panel';
import { timePanel } from './xy-panel';

const shared = { view: 'events', query: ANY_PRIVILEGED_ACTIVITY } as const;

/** Privileged activity: how much, when, by whom and from where. */
export function activityPanels(): Panel[] {
  return [privilegedEvents(), privilegedActors(), activityOverTime(), topActors(), topSources()];
}

function privilegedEvents(): Panel {
  const frame: PanelFrame = {
    id: 'privileged-events',
    title: 'Privileged activity',
    description: 'Roles assigned or activated and mailbox permissions granted, one for each record.',
    place: { x: 24, y: 0, w: 12, h: 6 },
    ...shared,
  };
  return metricPanel(frame, count('Privileged activity'));
}

function privilegedActors(): Panel {
  const frame: PanelFrame = {
    id: 'privileged-actors',
    title: 'People behind it',
    description: 'Different accounts with an address that did such a thing; applications have none.',
    place: { x: 36, y: 0, w: 12, h: 6 },
    ...shared,
  };
  return metricPanel(frame, distinct('user.email', 'People'));
}

function activityOverTime(): Panel {
  const frame: PanelFrame = {
    id: 'privileged-activity-over-time',
    title: 'Privileged activity over time',
    description:
      'Role assignments, PIM activations and mailbox permissions. Where both logs are collected, an Entra role counts in each of its two groups.',
    place: { x: 24, y: 20, w: 24, h: 14 },
    ...shared,
  };
  return timePanel(frame, {
    measure: count('Records'),
    split: groups('Activity', PRIVILEGED_ACTIVITY),
    series: 'bar_stacked',
  });
}

function topActors(): Panel {
  const frame: PanelFrame = {
    id: 'top-actors',
    title: 'Top actors of privileged activity',
    description: 'Who did it most; records without an address are those of applications.',
    place: { x: 0, y: 34, w: 24, h: 14 },
    ...shared,
  };
  const records = count('Records');
  const actor = top('user.email', 'Actor', { size: 20, by: records, withoutValue: true });
  const newest = max('@timestamp', 'Newest', 'date');
  return tablePanel(frame, { groups: [actor], measures: [records, newest], sortedBy: records });
}

function topSources(): Panel {
  const frame: PanelFrame = {
    id: 'top-sources',
    title: 'Top source addresses of privileged activity',
    description: 'From where it was done, and by how many people from the same address.',
    place: { x: 24, y: 34, w: 24, h: 14 },
    ...shared,
  };
  const records = count('Records');
  const address = top('source.ip', 'Source address', { size: 20, by: records, dataType: 'ip' });
  const people = distinct('user.email', 'People');
  const newest = max('@timestamp', 'Newest', 'date');
  return tablePanel(frame, { groups: [address], measures: [records, people, newest], sortedBy: records });
}
