import type { RuleFigures, SimulationReport } from '../simulate/report';

/** The figures of a rule that alerts once a day, all true; `changes` overwrite members of it. */
export function ruleFigures(slug: string, changes: Partial<RuleFigures> = {}): RuleFigures {
  return {
    slug,
    name: `Rule ${slug}`,
    severity: 'medium',
    alerts: 30,
    alertsPerDay: { median: 1, p95: 1, worst: 1 },
    trueAlerts: 30,
    falseAlerts: 0,
    precision: 1,
    recall: 1,
    delaySeconds: { median: 180, p95: 300 },
    lost: { lateness: 0, maxSignals: 0 },
    duplicates: 0,
    ...changes,
  };
}

/** A month with rules of all kinds of outcome and a sweep; `changes` overwrite members of it. */
export function sampleReport(changes: Partial<SimulationReport> = {}): SimulationReport {
  const severities = ['low', 'medium', 'high', 'critical'] as const;
  const rules = Array.from({ length: 24 }, (_, place) => {
    const precision = place < 12 ? 1 : 1 - ((place * 7) % 11) / 16;
    const recall = place % 5 === 0 ? 0.8 : 1;
    return ruleFigures(`exo-sample-rule-${place}`, {
      severity: severities[place % 4] ?? 'low',
      alerts: place * 3,
      precision,
      recall,
      trueAlerts: Math.round(place * 3 * precision),
      falseAlerts: Math.round(place * 3 * (1 - precision)),
      lost: { lateness: place === 7 ? 4 : 0, maxSignals: 0 },
    });
  });
  const days = Array.from({ length: 30 }, (_, place) => ({
    day: `2026-03-${String(place + 1).padStart(2, '0')}`,
    alerts: {
      low: 8 + ((place * 5) % 7),
      medium: 4 + ((place * 3) % 5),
      high: place % 4,
      critical: Number(place % 9 === 0),
    },
  }));
  const sweep = [10, 30, 60, 120].flatMap((lookbackMinutes) =>
    [0, 15, 30, 60, 90, 120].map((lagMinutes) => ({
      clock: '@timestamp',
      lookbackMinutes,
      lagMinutes,
      lost: lagMinutes <= lookbackMinutes - 5 ? 0 : Math.min(1, (lagMinutes - lookbackMinutes + 15) / 60),
    })),
  );
  const byArrival = [0, 15, 30, 60, 90, 120].map((lagMinutes) => ({
    clock: 'event.ingested',
    lookbackMinutes: 30,
    lagMinutes,
    lost: 0,
  }));
  return {
    kind: 'simulation',
    source: '1,000 users, seed 7',
    from: '2026-03-01T00:00:00.000Z',
    to: '2026-03-31T00:00:00.000Z',
    records: 1_234_567,
    rules,
    days,
    notRun: [],
    sweep: [...sweep, ...byArrival],
    sweepDelivered: [],
    ...changes,
  };
}
