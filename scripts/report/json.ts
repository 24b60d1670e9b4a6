import type { PackProof } from '../verify';

/** The proof as JSON for other programs; the members are those of {@link PackProof}, rules and cases by name. */
export function proofJson(proof: PackProof): string {
  const report = {
    engine: proof.engine,
    milliseconds: Math.round(proof.milliseconds),
    documents_compared: proof.documentsCompared ?? null,
    proven: proof.rules.filter(({ status }) => status === 'proven').length,
    failed: proof.rules.filter(({ status }) => status === 'failed').length,
    not_run: proof.rules.filter(({ status }) => status === 'not_run').length,
    rules: proof.rules.map(({ rule, status, notRun, clauses, native, problems, cases }) => ({
      rule: rule.slug,
      rule_id: rule.id,
      name: rule.name,
      status,
      ...(notRun !== undefined && { not_run: notRun }),
      clauses: clauses.map(({ text, nearMiss }) => ({ clause: text, near_miss: nearMiss ?? null })),
      native_kql: native,
      problems,
      cases: cases.map(({ proofCase, passed, alerts, failures, hint, evidence }) => ({
        case: proofCase.id,
        kind: proofCase.kind,
        title: proofCase.title,
        passed,
        expected_alerts: proofCase.expectedAlerts,
        alerts,
        failures,
        hint: hint ?? null,
        evidence,
      })),
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
