import type { CheckPage } from './check';
import { checks, fileChecks, formChecks, ruleChecks, setChecks } from './checks';
import { noRules } from './checks/no-rules';

const HEAD = `# What the lint checks

    npm run lint:rules                                   # every rule of the pack
    npm run lint:rules -- --rule 'exo-mailbox-*'         # some rules
    npm run lint:rules -- --fix                          # mend what can be mended by the program
    npm run lint:rules -- dist/rules                     # rules as JSON: files, folders, NDJSON, a Fleet package (folder or zip)
    npm run lint:rules -- --strict                       # warnings fail as well, as in CI

Exit codes: 0 no errors, 1 findings, 2 the call is wrong. \`--json\` prints the findings for programs. Before its own checks
the lint loads the pack, and what the loader refuses (YAML, unknown keys, fields that no mapping has, KQL, EQL, ATT&CK ids,
processors, Painless) it prints in the same form; a pack that does not load is not checked further.

The order of references and of ATT&CK rows is the author's: the main one comes first.

Each check has an example in \`fixtures/lint/<CODE>/\` that it refuses, and a test that runs them all. This page is made
of what the checks say of themselves: \`npm run --silent lint:rules -- --page > docs/lint.md\`.
`;

/** docs/lint.md: every check with its reason, a bad example, and the cure. */
export function lintPage(): string {
  return [
    HEAD,
    contents(),
    ...chapter('Rules', 'Of the pack, and in JSON files.', [...ruleChecks, ...setChecks]),
    ...chapter('JSON files', 'Rules as Kibana and Fleet take them.', [...fileChecks, noRules]),
    ...chapter('YAML files', 'The form of the pack’s rule files.', formChecks),
  ].join('\n');
}

function contents(): string {
  const rows = checks.map(
    ({ code, severity, fixable = false, title }) =>
      `| [\`${code}\`](#${code.toLowerCase()}) | ${severity}${fixable ? ', `--fix`' : ''} | ${prose(title).replaceAll('|', '\\|')} |`,
  );
  return ['| code | severity | what is demanded |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

function chapter(title: string, about: string, pages: readonly CheckPage[]): string[] {
  return [`## ${title}\n`, `${about}\n`, ...pages.map(section)];
}

function section({ code, severity, title, why, bad, mend, fixable = false }: CheckPage): string {
  const example = bad
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
  const cure = fixable ? `${mend} \`--fix\` does it where the place is certain.` : mend;
  return `### ${code}\n\n${prose(title)} (${severity})\n\n${prose(why)}\n\n${example}\n\n${prose(cure)}\n`;
}

/** Markdown takes `<x>` for a tag of HTML. */
function prose(text: string): string {
  return text.replaceAll('<', '&lt;');
}
