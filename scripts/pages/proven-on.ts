import { fencedBlock, markdownTable, plainText } from '../base/markdown';
import type { Rule } from '../content';
import type { RecordedProofs } from '../coverage';

/** Which engines proved a rule by docs/coverage.json, why one did not, and the commands that do it. */
export function provenOn(rule: Rule, { server, rules }: RecordedProofs): string {
  const status = rules[rule.slug];
  const table = markdownTable(
    ['engine', 'proven'],
    [
      ['embedded', statusText(rule, status?.embedded, 'the embedded engine')],
      [plainText(server), statusText(rule, status?.elasticsearch, 'the build that was tested')],
    ],
  );
  return `${table}\n\n${fencedBlock('sh', commands(rule))}`;
}

type Status = RecordedProofs['rules'][string]['embedded'];

function statusText({ type }: Rule, status: Status | undefined, engine: string): string {
  switch (status) {
    case 'proven':
      return 'yes';
    case 'failed':
      return 'no, a case failed';
    case 'not_run':
      return plainText(`not run: ${engine} has no ${type === 'eql' ? 'EQL' : 'ES|QL'}`);
    case undefined:
      return 'not recorded yet';
  }
}

/** The embedded engine knows all but ES|QL; the Elasticsearch that `local` assembles has neither EQL nor ES|QL. */
function commands({ type, slug }: Rule): string {
  const verify = `npm run verify -- --rule ${slug}`;
  const real = `${verify} --engine ${type === 'eql' || type === 'esql' ? 'container' : 'local'}`;
  return type === 'esql' ? real : `${verify}\n${real}`;
}
