import pc from 'picocolors';
import type { CaseProof, Evidence, PackProof, RuleProof } from '../verify';
import { clausesText } from './clauses';
import { problemsText } from './problems';

/** The proof for the terminal: a line a rule, failures at length, and a closing line that counts. */
export function proofText(proof: PackProof): string {
  const services = Map.groupBy(proof.rules, ({ rule }) => rule.service);
  const sections = [...services].map(([service, rules]) =>
    [pc.bold(service), ...rules.map((rule) => ruleText(rule))].join('\n'),
  );
  return [...sections, summary(proof)].join('\n\n');
}

function ruleText(proof: RuleProof): string {
  if (proof.status === 'not_run') {
    return `  ${pc.yellow('–')} ${proof.rule.slug}  ${pc.yellow(`not run: ${proof.notRun ?? ''}`)}`;
  }
  const hits = proof.cases.filter(({ proofCase }) => proofCase.kind === 'hit').length;
  const nearMisses = proof.cases.length - hits;
  const counts = [
    count(proof.clauses.length, 'clause'),
    count(hits, 'hit'),
    count(nearMisses, 'near miss', 'near misses'),
    ...('runs' in proof.native ? ['also as native kql'] : []),
  ];
  const mark = proof.status === 'proven' ? pc.green('✓') : pc.red('✗');
  const head = `  ${mark} ${proof.rule.slug}  ${pc.dim(counts.join(' · '))}`;
  const failures = proof.cases.filter(({ passed }) => !passed).map(failureText);
  const problems = proof.problems.length > 0 ? [indent(problemsText(proof.problems), '      ')] : [];
  return [head, ...failures, ...problems].join('\n');
}

function failureText({ proofCase, failures, evidence, hint }: CaseProof): string {
  const { kind, id, title, document, path } = proofCase;
  const { file, line } = document.locate(path);
  const lines = [
    `      ${pc.red('✗')} ${kind === 'hit' ? 'hit' : 'near miss'} “${id}” (${title})  ${pc.dim(`${file}:${line}`)}`,
    ...failures.map((failure) => `        ${failure}`),
  ];
  for (const one of evidence) lines.push(indent(evidenceText(one), '        '));
  if (hint !== undefined) lines.push(`        ${pc.cyan('hint:')} ${hint}`);
  return lines.join('\n');
}

function evidenceText({ record, result, document, trace }: Evidence): string {
  const event = typeof record === 'string' ? JSON.stringify(record) : JSON.stringify(record, null, 2);
  const lines = [pc.bold('event'), indent(event, '  ')];
  if (result.kind !== 'created') lines.push(pc.bold(`ingest: ${result.kind}`));
  if (trace) lines.push(pc.bold('query on this event'), clausesText(trace));
  if (document)
    lines.push(pc.bold('document after the pipeline'), indent(JSON.stringify(document, null, 2), '  '));
  return lines.join('\n');
}

function summary(proof: PackProof): string {
  const proven = proof.rules.filter(({ status }) => status === 'proven').length;
  const notRun = proof.rules.filter(({ status }) => status === 'not_run').length;
  const failed = proof.rules.length - proven - notRun;
  const cases = proof.rules.reduce((sum, rule) => sum + rule.cases.length, 0);
  const parts = [
    pc.green(`${count(proven, 'rule')} proven`),
    failed > 0 ? pc.red(`${failed} failed`) : '0 failed',
    ...(notRun > 0 ? [pc.yellow(`${notRun} not run`)] : []),
    count(cases, 'case'),
    `${(proof.milliseconds / 1000).toFixed(2)} s on ${proof.engine.description}`,
  ];
  const notes = proof.engine.adaptations.map((adaptation) => pc.dim(`  adapted: ${adaptation}`));
  if (proof.documentsCompared !== undefined) {
    notes.push(
      pc.dim(`  ${proof.documentsCompared} documents of its pipelines compared with the embedded ones`),
    );
  }
  return [parts.join(' · '), ...notes].join('\n');
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function indent(text: string, prefix: string): string {
  return text.replace(/^/gm, prefix);
}
