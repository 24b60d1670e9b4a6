import { count, max, top } from './column';
import { metricPanel } from './metric-panel';
import type { Panel, PanelFrame } from './panel';
import { tablePanel } from './table-panel';
import { barPanel, timePanel } from './xy-panel';

/** Building blocks are parts of other alerts, and hidden in the list of alerts too. */
const ALERTS = 'not kibana.alert.building_block_type: *';

const view = 'alerts';

/** Alerts of the pack: how many, when, of which rule and tactic. */
export function alertPanels(): Panel[] {
  return [openAlerts(), severeAlerts(), alertsOverTime(), alertsByTactic(), alertsByRule()];
}

function openAlerts(): Panel {
  const frame: PanelFrame = {
    id: 'open-alerts',
    title: 'Open alerts',
    description: 'Alerts that nobody has acknowledged or closed yet.',
    place: { x: 0, y: 0, w: 12, h: 6 },
    view,
    query: `${ALERTS} and kibana.alert.workflow_status: "open"`,
  };
  return metricPanel(frame, count('Open alerts'));
}

function severeAlerts(): Panel {
  const frame: PanelFrame = {
    id: 'severe-alerts',
    title: 'Open alerts, high and critical',
    description: 'Open alerts of severity high or critical.',
    place: { x: 12, y: 0, w: 12, h: 6 },
    view,
    query: `${ALERTS} and kibana.alert.workflow_status: "open" and kibana.alert.severity: ("high" or "critical")`,
  };
  return metricPanel(frame, count('High and critical'));
}

function alertsOverTime(): Panel {
  const frame: PanelFrame = {
    id: 'alerts-over-time',
    title: 'Alerts over time by severity',
    description: 'All alerts of the pack, open or not, by the severity of their rule.',
    place: { x: 0, y: 6, w: 24, h: 14 },
    view,
    query: ALERTS,
  };
  const alerts = count('Alerts');
  const severity = top('kibana.alert.severity', 'Severity', { size: 4, by: alerts });
  return timePanel(frame, { measure: alerts, split: severity, series: 'bar_stacked' });
}

function alertsByTactic(): Panel {
  const frame: PanelFrame = {
    id: 'alerts-by-tactic',
    title: 'Alerts by ATT&CK tactic',
    description: 'An alert counts for each tactic that its rule is mapped to.',
    place: { x: 24, y: 6, w: 24, h: 14 },
    view,
    query: ALERTS,
  };
  const alerts = count('Alerts');
  const tactic = top('kibana.alert.rule.threat.tactic.name', 'Tactic', { size: 14, by: alerts });
  return barPanel(frame, { measure: alerts, bars: tactic });
}

function alertsByRule(): Panel {
  const frame: PanelFrame = {
    id: 'alerts-by-rule',
    title: 'Alerts by rule',
    description: 'The rules that alerted most, with severity and the time of the newest alert.',
    place: { x: 0, y: 20, w: 24, h: 14 },
    view,
    query: ALERTS,
  };
  const alerts = count('Alerts');
  const rule = top('kibana.alert.rule.name', 'Rule', { size: 50, by: alerts });
  const severity = top('kibana.alert.severity', 'Severity', { size: 4, by: alerts });
  const newest = max('@timestamp', 'Newest alert', 'date');
  return tablePanel(frame, { groups: [rule, severity], measures: [alerts, newest], sortedBy: alerts });
}
