import { getKey } from '../../base/json';
import type { RuleCheck } from '../check';
import { textOf } from '../subject';

/** The highest score of each severity, as Kibana's API documents risk_score; Elastic's own rules use just these. */
const HIGHEST = new Map([
  ['low', 21],
  ['medium', 47],
  ['high', 73],
  ['critical', 99],
]);

export const severityRisk: RuleCheck = {
  code: 'SEVERITY_RISK',
  severity: 'error',
  title: `severity and risk_score say the same: ${[...HIGHEST].map(([name, score]) => `${name} ${score}`).join(', ')}.`,
  why: 'Kibana sorts the alerts of a host or user by risk score and shows the severity. Where they disagree, an alert is seen too late or too early, and the entity risk scores are off.',
  bad: '"severity": "low", "risk_score": 73',
  mend: 'Change the one that is wrong.',
  *run(subject) {
    const severity = textOf(subject, 'severity');
    const score = getKey(subject.body, 'risk_score');
    const usual = HIGHEST.get(severity);
    if (usual === undefined || typeof score !== 'number' || score === usual) return;
    yield {
      path: ['risk_score'],
      message: `a rule of severity ${severity} has the risk score ${score}`,
      found: String(score),
      expected: String(usual),
    };
  },
};
