import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pc from 'picocolors';
import { EngineError } from '../base/errors';
import { loadPack } from '../content';
import { packageId, packageParts, specValidator, traceFindings } from '../package';
import type { PackageFinding, PackageParts, SpecValidator } from '../package';
import { zipFiles } from '../release';
import { EXIT } from './exit-codes';

/** Builds the package in a temporary folder, puts Elastic's validator to it, prints its findings; returns the exit code. */
export async function lintPackage(root: string, options: { readonly json?: boolean }): Promise<number> {
  const parts = packageParts(loadPack(root));
  const validate = await validator(root);
  const findings = await validatePackage(parts, validate);
  const print = options.json === true ? asJson : asText;
  process.stdout.write(`${print(findings, parts)}\n`);
  return findings.length === 0 ? EXIT.proven : EXIT.failed;
}

/** The findings on a package as a folder and as the zip that is installed. */
export async function validatePackage(
  parts: PackageParts,
  validate: SpecValidator,
): Promise<readonly PackageFinding[]> {
  const files = new Map([...parts].map(([path, { content }]) => [path, content]));
  const id = packageId(files);
  const temporary = mkdtempSync(join(tmpdir(), 'rulepack-package-'));
  try {
    for (const [path, content] of files) {
      const file = join(temporary, id, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    const zip = join(temporary, `${id}.zip`);
    writeFileSync(zip, zipFiles(new Map([...files].map(([path, content]) => [`${id}/${path}`, content]))));
    return traceFindings(await validate([join(temporary, id), zip]), parts);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Without the validator nothing was checked, and that is said, never passed over. */
async function validator(root: string): Promise<SpecValidator> {
  try {
    return await specValidator(root, process.env, (message) => process.stderr.write(`${message}\n`));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new EngineError(
      error.code,
      `THE PACKAGE WAS NOT VALIDATED by Elastic's package-spec: ${error.message}`,
      error.hint,
      { cause: error },
    );
  }
}

function asText(findings: readonly PackageFinding[], parts: PackageParts): string {
  const paragraphs = findings.map(({ severity, code, message, path, source }) => {
    const colour = severity === 'error' ? pc.red : pc.yellow;
    const origin = source === undefined ? '' : `${pc.bold(source)}: `;
    const made = path === undefined || path === source ? '' : `\n  in the package: ${path}`;
    return `${origin}${colour(severity)} ${code}\n  ${message}${made}`;
  });
  const count = (severity: string): number => findings.filter((one) => one.severity === severity).length;
  const verdict = `${parts.size} files, as a folder and as a zip: ${count('error')} errors, ${count('warning')} warnings of Elastic's package-spec validator`;
  return [...paragraphs, verdict].join('\n\n');
}

function asJson(findings: readonly PackageFinding[], parts: PackageParts): string {
  return JSON.stringify({ files: parts.size, findings }, null, 2);
}
