import { last, max, sum, top } from './column';
import type { Panel, PanelFrame } from './panel';
import { tablePanel } from './table-panel';
import { timePanel } from './xy-panel';

const shared = { view: 'events', query: 'event.dataset: "o365.collector"' } as const;

/** Whether the collectors run and deliver. */
export function collectorPanels(): Panel[] {
  return [collectorHealth(), idleMinutes(), collectorErrors()];
}

function collectorHealth(): Panel {
  const frame: PanelFrame = {
    id: 'collector-health',
    title: 'Collector health',
    description:
      'The last heartbeat of each collector for each content type and workload: how long it has had no record, how late records came, and what failed in the time shown.',
    place: { x: 0, y: 48, w: 48, h: 14 },
    ...shared,
  };
  const heartbeat = max('@timestamp', 'Last heartbeat', 'date');
  const idle = last('o365.collector.idle_minutes', 'Idle minutes', 'number');
  const by = heartbeat;
  return tablePanel(frame, {
    groups: [
      top('o365.collector.id', 'Collector', { size: 20, by }),
      top('o365.collector.content_type', 'Content type', { size: 10, by }),
      top('o365.collector.workload', 'Workload', { size: 20, by }),
    ],
    measures: [
      heartbeat,
      idle,
      last('o365.collector.lag_minutes', 'Lag in minutes', 'number'),
      last('o365.collector.catching_up', 'Catching up', 'boolean'),
      sum('o365.collector.records.created', 'Records'),
      sum('o365.collector.requests.failed', 'Failed requests'),
      last('o365.collector.errors.code', 'Last error', 'string'),
    ],
    sortedBy: idle,
  });
}

function idleMinutes(): Panel {
  const frame: PanelFrame = {
    id: 'idle-minutes',
    title: 'Idle minutes by content type',
    description:
      'The longest time without a record. From two hours on the rule “Collector gets nothing from a workload” alerts.',
    place: { x: 0, y: 62, w: 24, h: 12 },
    ...shared,
  };
  const idle = max('o365.collector.idle_minutes', 'Idle minutes');
  const contentType = top('o365.collector.content_type', 'Content type', { size: 5, by: idle });
  return timePanel(frame, { measure: idle, split: contentType, series: 'line' });
}

function collectorErrors(): Panel {
  const frame: PanelFrame = {
    id: 'collector-errors',
    title: 'Errors by collector',
    description: 'Errors that the collectors count in their heartbeats.',
    place: { x: 24, y: 62, w: 24, h: 12 },
    ...shared,
  };
  const errors = sum('o365.collector.errors.count', 'Errors');
  const collector = top('o365.collector.id', 'Collector', { size: 10, by: errors });
  return timePanel(frame, { measure: errors, split: collector, series: 'bar_stacked' });
}
