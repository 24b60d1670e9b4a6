import type { Pack } from '../../content';
import { alertPanels } from './alert-panels';
import { collectorPanels } from './collector-panels';
import type { Dashboard } from './dashboard';
import { activityPanels } from './activity-panels';

/** The dashboard of the pack: its alerts, privileged activity, who acts and from where, and whether collectors run. */
export function overview({ rules, streams }: Pack): Dashboard {
  const authors = new Set(rules.flatMap(({ author }) => author));
  return {
    id: 'o365_rulepack-5c3d3f0e-9d0b-4f0c-8f2e-6b1f7a4d9c21',
    title: '[Microsoft 365 Rule Pack] Overview',
    description:
      'Alerts of the rules of this pack by rule, tactic and severity; assignments and use of privileged roles and mailbox permissions; who acts and from where; and whether the collectors deliver.',
    filter: {
      label: 'Events and alerts of the Microsoft 365 Rule Pack',
      anyOf: {
        'event.dataset': [...streams.keys()].sort(),
        'kibana.alert.rule.author': [...authors].sort(),
      },
    },
    panels: [...alertPanels(), ...activityPanels(), ...collectorPanels()],
  };
}
