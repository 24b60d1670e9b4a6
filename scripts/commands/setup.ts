import { ContentError } from '../base/errors';
import { keyRequest, openCluster, outcomeText, requestText, runSetup, setupRequests } from '../collect/setup';
import type { KeyOptions, SetupPlanOptions } from '../collect/setup';
import { loadPack } from '../content';
import type { Pack } from '../content';
import { clusterAddress } from '../simulate/backtest';
import { readManifest } from '../versions';
import { EXIT } from './exit-codes';
import { trustAuthority } from './trust-authority';

export interface SetupOptions {
  readonly url: string;
  readonly namespace: string;
  /** e.g. `90d`. */
  readonly retention?: string;
  readonly stateIndex?: string;
  readonly keyName?: string;
  /** e.g. `365d`. */
  readonly keyExpiration?: string;
  /** False (`--no-key`): no key is made. */
  readonly key: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  /** PEM file. */
  readonly ca?: string;
}

/** Makes in Elasticsearch all that a collector needs, and an API key that can do no more than the collector must. */
export async function setup(root: string, options: SetupOptions): Promise<number> {
  const url = clusterAddress(options.url);
  const plan = checkedPlan(root, options);
  const key: KeyOptions | undefined = options.key
    ? {
        name: options.keyName ?? `o365-rulepack collector ${plan.namespace}`,
        expiration: options.keyExpiration,
      }
    : undefined;
  const pack = loadPack(root);
  if (options.dryRun === true) {
    dryRun(pack, plan, key, options.json === true);
    return EXIT.proven;
  }
  if (options.ca !== undefined) trustAuthority(options.ca);
  await using connection = await openCluster(url, process.env);
  const outcome = await runSetup(connection, pack, plan, key);
  const text =
    options.json === true
      ? JSON.stringify({ namespace: plan.namespace, ...outcome }, null, 2)
      : outcomeText(outcome, plan.namespace);
  process.stdout.write(`${text}\n`);
  return EXIT.proven;
}

/** Prints what would be sent to an Elasticsearch that has every module; sends nothing. */
function dryRun(pack: Pack, plan: SetupPlanOptions, key: KeyOptions | undefined, json: boolean): void {
  const requests = setupRequests(pack, plan);
  const last = key === undefined ? [] : [keyRequest(plan, key)];
  if (json) {
    process.stdout.write(`${JSON.stringify({ requests: [...requests, ...last] }, null, 2)}\n`);
    return;
  }
  const texts = [
    ...requests.map((request) =>
      requestText(
        request,
        request.onlyIfExisted === true ? 'only where the data stream existed before' : undefined,
      ),
    ),
    ...last.map((request) => requestText(request)),
  ];
  process.stdout.write(texts.join('\n'));
}

function checkedPlan(root: string, options: SetupOptions): SetupPlanOptions {
  const { namespace, retention, stateIndex, keyExpiration } = options;
  check(
    '--namespace',
    namespace,
    /^[^A-Z\s\\/*?"<>|,#:-]{1,100}$/,
    'small letters, digits, dots and underscores',
  );
  check('--retention', retention, DURATION, 'a number and its unit, e.g. 90d');
  check('--key-expiration', keyExpiration, DURATION, 'a number and its unit, e.g. 365d');
  check(
    '--state-index',
    stateIndex,
    /^[^A-Z\s\\/*?"<>|,#:_+.-][^A-Z\s\\/*?"<>|,#:]{0,200}$/,
    'the name of one index',
  );
  return { version: readManifest(root).version, namespace, retention, stateIndex };
}

const DURATION = /^[1-9]\d{0,6}(d|h|m|s)$/;

function check(option: string, value: string | undefined, form: RegExp, expected: string): void {
  if (value === undefined || form.test(value)) return;
  throw new ContentError({
    code: 'CALL_BAD_SETUP',
    message: `${option} is not what it should be`,
    found: value,
    expected,
    hint: 'npm run setup -- --help has an example of each option.',
  });
}
