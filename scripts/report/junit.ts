import type { PackProof, RuleProof } from '../verify';
import { problemsText } from './problems';

/** JUnit XML: a suite a rule, a test a case, and one for the proof of its clauses. */
export async function proofJunit(proof: PackProof): Promise<string> {
  const { create } = await import('xmlbuilder2');
  const suites = proof.rules.map(suite);
  const total = (key: '@tests' | '@failures'): number => suites.reduce((sum, one) => sum + one[key], 0);
  return create({
    testsuites: {
      '@name': 'o365-rulepack',
      '@tests': total('@tests'),
      '@failures': total('@failures'),
      '@time': (proof.milliseconds / 1000).toFixed(3),
      testsuite: suites,
    },
  }).end({ prettyPrint: true });
}

function suite({
  rule,
  cases,
  problems,
}: RuleProof): { '@tests': number; '@failures': number } & Record<string, unknown> {
  const failed = cases.filter(({ passed }) => !passed).length + (problems.length > 0 ? 1 : 0);
  return {
    '@name': rule.slug,
    '@tests': cases.length + 1,
    '@failures': failed,
    testcase: [
      ...cases.map(({ proofCase, passed, failures, hint }) => ({
        '@classname': rule.slug,
        '@name': `${proofCase.kind} ${proofCase.id}: ${proofCase.title}`,
        ...(!passed && {
          failure: { '@message': failures[0] ?? 'failed', '#': [...failures, hint ?? ''].join('\n') },
        }),
      })),
      {
        '@classname': rule.slug,
        '@name': 'every clause has a near miss of its own',
        ...(problems.length > 0 && {
          failure: { '@message': problems[0]?.message ?? 'failed', '#': problemsText(problems) },
        }),
      },
    ],
  };
}
