import { resolve } from 'node:path';
import { validatePackage } from '../../scripts/commands/lint-package';
import { loadPack } from '../../scripts/content';
import { packageParts, specValidator } from '../../scripts/package';
import type { PackageParts, SpecValidator } from '../../scripts/package';

const root = resolve(__dirname, '..', '..');
const parts = packageParts(loadPack(root));
const rule = [...parts.keys()].find((path) => path.startsWith('kibana/security_rule/')) ?? '';
const pipeline = 'data_stream/audit/elasticsearch/ingest_pipeline/default.yml';

/** Without Go or the module these tests fail; they are never skipped. */
let validate: SpecValidator;
beforeAll(async () => {
  validate = await specValidator(root, process.env, (message) => process.stderr.write(`${message}\n`));
}, 600_000);

/** The package with one file changed, which must change. */
function edited(path: string, edit: (text: string) => string): PackageParts {
  const part = parts.get(path);
  if (part === undefined) throw new Error(`the package has no ${path}`);
  const content = edit(String(part.content));
  if (content === part.content) throw new Error(`the edit of ${path} changes nothing`);
  return new Map([...parts, [path, { ...part, content }]]);
}

function renamed(from: string, to: string): PackageParts {
  return new Map([...parts].map(([path, part]) => [path === from ? to : path, part]));
}

test('the package has neither errors nor warnings, as a folder and as a zip', async () => {
  expect(await validatePackage(parts, validate)).toEqual([]);
}, 120_000);

interface Broken {
  readonly what: string;
  readonly package: () => PackageParts;
  readonly message: RegExp;
  readonly code?: string;
  readonly source?: string | undefined;
}

const BROKEN: readonly Broken[] = [
  {
    what: 'a processor without a tag',
    package: () => edited(pipeline, (text) => text.replace(/ +tag: rename_message\n/, '')),
    message: /rename processor at line \d+ missing required tag/,
    code: 'SVR00006',
    source: `package-content/${pipeline}.hbs`,
  },
  {
    what: 'two processors of one tag',
    package: () => edited(pipeline, (text) => text.replace('tag: remove_message', 'tag: rename_message')),
    message: /duplicate tag value: "rename_message"/,
    source: `package-content/${pipeline}.hbs`,
  },
  {
    what: 'a pipeline that does not begin with dashes',
    package: () => edited(pipeline, (text) => text.replace(/^---\n/, '')),
    message: /document dashes are required/,
    source: `package-content/${pipeline}.hbs`,
  },
  {
    what: 'a failure whose message does not name the pipeline',
    package: () => edited(pipeline, (text) => text.replace('{{{_ingest.pipeline}}}', 'audit')),
    message: /error.message must include "_ingest.pipeline"/,
    code: 'SVR00009',
    source: `package-content/${pipeline}.hbs`,
  },
  {
    what: 'a failure of another kind',
    package: () => edited(pipeline, (text) => text.replace('value: pipeline_error', 'value: event')),
    message: /must set event.kind to "pipeline_error"/,
    code: 'SVR00008',
    source: `package-content/${pipeline}.hbs`,
  },
  {
    what: 'a message that stays where event.original is there already',
    package: () => edited(pipeline, (text) => text.replace('ctx.event?.original != null', 'true')),
    message: /requires remove "message" processor with if/,
    code: 'JSE00001',
    source: `package-content/${pipeline}.hbs`,
  },
  {
    what: 'an ECS field that is not resolved',
    package: () =>
      edited('data_stream/audit/fields/ecs.yml', (text) => `${text}- name: url.full\n  external: ecs\n`),
    message: /url\.full/,
    source: 'package-content/data_stream/audit/fields/ecs.yml',
  },
  {
    what: 'a data stream without @timestamp',
    package: () =>
      edited('data_stream/audit/fields/base-fields.yml', (text) => text.replace("'@timestamp'", 'time')),
    message: /expected field "@timestamp" with type "date" not found/,
    source: 'package-content/data_stream/audit/manifest.yml',
  },
  {
    what: 'a secret that does not say so',
    package: () => edited('data_stream/audit/manifest.yml', (text) => text.replace(/ +secret: true\n/, '')),
    message: /identified as possible secret/,
    source: 'package-content/data_stream/audit/manifest.yml',
  },
  {
    what: 'rules in a package that does not ask for the security solution',
    package: () => edited('manifest.yml', (text) => text.replace(/ +capabilities:\n +- security\n/, '')),
    message: /security capability is missing/,
    source: 'package-content/manifest.yml',
  },
  {
    what: 'a changelog entry without a link',
    package: () => edited('changelog.yml', (text) => text.replace(/ +link: .*\n/, '')),
    message: /link is required/,
    source: 'package-content/changelog.yml',
  },
  {
    what: 'a version that the changelog does not have',
    package: () => edited('manifest.yml', (text) => text.replace(/^version: .*$/m, 'version: 99.0.0')),
    message: /manifest version doesn't have changelog entry/,
    source: 'package-content/changelog.yml',
  },
  {
    what: 'a rule whose file has not the name of its id',
    package: () => renamed(rule, 'kibana/security_rule/another_1.json'),
    message: /another_1/,
    source: parts.get(rule)?.source,
  },
  {
    what: 'a file where none belongs',
    package: () =>
      new Map([...parts, ['kibana/rule/a.json', { content: '{}', source: 'package-content/a' }]]),
    message: /\[rule\] is not allowed/,
  },
];

test.each(BROKEN)(
  'finds $what',
  async ({ package: broken, message, code, source }) => {
    const findings = await validatePackage(broken(), validate);
    const found = findings.find((finding) => message.test(finding.message));
    expect(findings.map((finding) => finding.message)).toContain(found?.message);
    expect(found?.severity).toBe('error');
    if (code !== undefined) expect(found?.code).toBe(code);
    if (source !== undefined) expect(found?.source).toBe(source);
  },
  120_000,
);
