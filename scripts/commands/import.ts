import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pc from 'picocolors';
import { ContentError } from '../base/errors';
import { loadPack } from '../content';
import {
  importParts,
  importRules,
  importTarget,
  isUnencrypted,
  kibanaRule,
  partText,
  readImportFile,
  ruleExport,
} from '../kibana';
import type { ImportFile, ImportOutcome, ImportTarget } from '../kibana';
import { importJson, importText } from '../report';
import { readApiKey } from './api-key';
import { EXIT } from './exit-codes';
import { selectRules } from './select-rules';
import { StatusLine } from './status-line';
import { trustAuthority } from './trust-authority';

export interface ImportCommandOptions {
  readonly kibana: string;
  readonly space?: string;
  readonly overwrite?: boolean;
  readonly rule?: readonly string[];
  readonly tag?: readonly string[];
  readonly file?: string;
  readonly apiKeyFile?: string;
  readonly ca?: string;
  /** Seconds for each request. */
  readonly timeout: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Sends rules to Kibana's import API and prints what it answered for each; exit code 0 only when all were imported. */
export async function importCommand(findRoot: () => string, options: ImportCommandOptions): Promise<number> {
  const target = importTarget(options);
  const timeout = timeoutOf(options.timeout);
  if (options.ca !== undefined) trustAuthority(options.ca);
  const apiKey = options.dryRun === true ? '' : readApiKey(options.apiKeyFile, process.env);
  const file = options.file === undefined ? packRules(findRoot(), options) : fileRules(options.file, options);
  if (options.dryRun === true) {
    process.stdout.write(`${dryRun(target, file, options)}\n`);
    return EXIT.proven;
  }
  if (isUnencrypted(target)) {
    process.stderr.write(
      `${pc.yellow('warning')} the API key goes to ${target.kibana} unencrypted; use https:// outside of a laboratory\n`,
    );
  }
  const status = new StatusLine();
  const progress = (message: string): void => {
    status.show(message);
  };
  const outcome = await importRules(file, { target, apiKey, timeout, progress, sleep });
  status.clear();
  process.stdout.write(`${options.json === true ? importJson(outcome) : importText(outcome)}\n`);
  return exitCode(outcome);
}

function exitCode({ rules, errors, refusal }: ImportOutcome): number {
  if (refusal?.cause === 'call') return EXIT.wrongContentOrCall;
  if (refusal?.cause === 'away') return EXIT.engineMissing;
  const all = rules.every(({ state }) => state.kind === 'imported');
  return refusal === undefined && errors.length === 0 && all ? EXIT.proven : EXIT.failed;
}

function packRules(root: string, { rule, tag }: ImportCommandOptions): ImportFile {
  const rules = selectRules(loadPack(root), { rule, tag });
  return readImportFile(ruleExport(rules.map(kibanaRule)), 'the pack');
}

function fileRules(path: string, { rule, tag }: ImportCommandOptions): ImportFile {
  if (rule !== undefined || tag !== undefined) {
    throw new ContentError({
      code: 'CALL_OPTIONS',
      message: '--rule and --tag choose from the pack; a file is sent as a whole',
      hint: 'Leave out --file, or --rule and --tag.',
    });
  }
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ContentError({
      code: 'IMPORT_FILE_UNREADABLE',
      message: `--file ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'npm run build writes dist/o365-rulepack.ndjson; without --file the rules of the pack are sent.',
    });
  }
  return readImportFile(text, basename(path));
}

function timeoutOf(seconds: string): number {
  const value = Number(seconds);
  if (/^\d+(\.\d+)?$/.test(seconds) && value > 0 && value <= 300) return value * 1000;
  throw new ContentError({
    code: 'CALL_BAD_TIMEOUT',
    message: '--timeout is no number of seconds',
    found: seconds,
    expected: 'seconds for each request, up to 300',
    hint: 'E.g. --timeout 120.',
  });
}

/** What would be sent, and where; no key is read and nothing is asked. */
function dryRun(target: ImportTarget, file: ImportFile, { json }: ImportCommandOptions): string {
  const parts = importParts(file);
  const sizes = parts.map((part) => Buffer.byteLength(partText(part)));
  if (json === true) {
    const rules = file.rules.map(({ id, name, version }) => ({ rule_id: id, name, version }));
    const others = file.others.length;
    return JSON.stringify(
      { url: target.url.href, requests: sizes.map((bytes) => ({ bytes })), rules, others },
      null,
      2,
    );
  }
  const others = file.others.length > 0 ? ` and ${file.others.length} exceptions and connectors` : '';
  return [
    `POST ${target.url.href}`,
    ...file.rules.map(
      ({ id, name, version }) => `  ${name}${version === undefined ? '' : ` v${version}`} ${pc.dim(id)}`,
    ),
    `${file.rules.length} rules${others} would be sent to space ${target.space}, in requests of ${sizes.join(', ')} bytes; nothing was sent.`,
  ].join('\n');
}
