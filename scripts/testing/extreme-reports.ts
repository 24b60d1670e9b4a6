import type { RuleFigures, SimulationReport } from '../simulate/report';
import { ruleFigures, sampleReport } from './sample-report';

/** Reports at the edges of what a simulation can come to, by what is special about them. */
export function extremeReports(): Readonly<Record<string, SimulationReport>> {
  const { rules } = sampleReport();
  return {
    'neither rules nor days': sampleReport({
      rules: [],
      days: [],
      sweep: [],
      sweepDelivered: [],
      records: 0,
    }),
    'no alert on one day': sampleReport({ rules: rules.map(silent), days: days(1, 0), sweep: [] }),
    'no labels': sampleReport({ kind: 'noise', records: undefined, rules: rules.map(unlabelled), sweep: [] }),
    'one rule': sampleReport({ rules: [ruleFigures('exo-only-rule')] }),
    'names that are markup': sampleReport({
      rules: [
        ruleFigures('exo-markup', { name: '<script>window.pwned = 1</script><img src=x onerror=alert(1)>' }),
      ],
      source: '"><script>window.pwned = 1</script>',
    }),
    '1,000 rules with long names and 400 days of many alerts': sampleReport({
      days: days(400, 123_456),
      rules: Array.from({ length: 1000 }, (_, place) =>
        ruleFigures(`exo-${'very-long-name-of-a-'.repeat(1 + (place % 3))}rule-${place}`, {
          name: 'A name that goes on and on '.repeat(1 + (place % 4)),
          alerts: place * 1_000_003,
          precision: ((place * 7) % 101) / 100,
          recall: ((place * 3) % 97) / 96,
        }),
      ),
    }),
  };
}

function days(count: number, alerts: number): SimulationReport['days'] {
  return Array.from({ length: count }, (_, place) => ({
    day: new Date(Date.UTC(2026, 2, 2 + place)).toISOString().slice(0, 10),
    alerts: { low: alerts, medium: Math.floor(alerts / 3), high: place % 7, critical: 0 },
  }));
}

function silent(rule: RuleFigures): RuleFigures {
  return {
    ...rule,
    alerts: 0,
    trueAlerts: 0,
    falseAlerts: 0,
    precision: undefined,
    recall: 0,
    delaySeconds: undefined,
  };
}

function unlabelled(rule: RuleFigures): RuleFigures {
  return { ...rule, trueAlerts: undefined, falseAlerts: undefined, precision: undefined, recall: undefined };
}
