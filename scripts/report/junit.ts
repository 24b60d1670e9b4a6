import type { PackProof, RuleProof } from '../verify';
import { problemsText } from './problems';

/** JUnit XML: a suite a rule, a test a case, and one for the proof of its clauses. */
export async function proofJunit(proof: PackProof): Promise<string> {
  const { create } = await import('xmlbuilder2');
  const suites = proof.rules.map(suite);
  const total = (key: '@tests' | '@failures' | '@skipped'): number =>
    suites.reduce((sum, one) => sum + one[key], 0);
  return create({
    testsuites: {
      '@name': 'o365-rulepack',
      '@tests': total('@tests'),
      '@failures': total('@failures'),
      '@skipped': total('@skipped'),
      '@time': (proof.milliseconds / 1000).toFixed(3),
      testsuite: suites,
    },
  }).end({ prettyPrint: true });
}

type Suite = { '@tests': number; '@failures': number; '@skipped': number } & Record<string, unknown>;

function suite({ rule, status, notRun = '', cases, problems }: RuleProof): Suite {
  if (status === 'not_run') {
    const skipped = { '@classname': rule.slug, '@name': 'the rule', skipped: { '@message': notRun } };
    return { '@name': rule.slug, '@tests': 1, '@failures': 0, '@skipped': 1, testcase: [skipped] };
  }
  const failed = cases.filter(({ passed }) => !passed).length + (problems.length > 0 ? 1 : 0);
  return {
    '@name': rule.slug,
    '@tests': cases.length + 1,
    '@failures': failed,
    '@skipped': 0,
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
