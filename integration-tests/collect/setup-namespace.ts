import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { dataStreams } from '../../scripts/collect/data-streams';
import type { DataStreams } from '../../scripts/collect/data-streams';
import { openCluster, runSetup, setupRequests } from '../../scripts/collect/setup';
import type { SetupOutcome, SetupPlanOptions } from '../../scripts/collect/setup';
import { loadPack } from '../../scripts/content';
import type { Pack } from '../../scripts/content';
import { ask } from '../engine/shared-server';

/** A namespace, and a version of the pack, that a suite has to itself on the shared server. */
export class SetupNamespace implements AsyncDisposable {
  readonly pack: Pack = loadPack(resolve(__dirname, '../..'));
  readonly name = `t${randomBytes(4).toString('hex')}`;
  readonly options: SetupPlanOptions = { version: `0.0.0-${this.name}`, namespace: this.name };
  readonly stateIndex = `state-${this.name}`;
  readonly streams: DataStreams = dataStreams(this.name);

  /** @param env whose credentials are used; those of the shared server's administrator, unless named */
  async setUp(
    plan: SetupPlanOptions = this.options,
    { env = process.env, makesKey = true }: { env?: NodeJS.ProcessEnv; makesKey?: boolean } = {},
  ): Promise<SetupOutcome> {
    await using connection = await openCluster(process.env['ELASTICSEARCH_URL'] ?? '', env);
    return await runSetup(
      connection,
      this.pack,
      plan,
      makesKey ? { name: this.name, expiration: '1h' } : undefined,
    );
  }

  /** What the server has of it. */
  async made(): Promise<unknown> {
    const parts = await Promise.all([
      ask('GET', `/_index_template/logs-o365_rulepack.*-${this.name}`),
      ask('GET', `/_ingest/pipeline/*${this.options.version}*`),
      ask('GET', `/logs-o365_rulepack.*-${this.name}`),
    ]);
    return parts.map(({ body }): unknown => body);
  }

  /** A key of the administrator with one role. */
  async keyWith(role: object): Promise<string> {
    const { body } = await ask('POST', '/_security/api_key', {
      name: this.name,
      role_descriptors: { role },
    });
    return (body as { encoded: string }).encoded;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const name of [...(Object.values(this.streams) as string[]), this.stateIndex]) {
      await ask('DELETE', `/_data_stream/${name}`);
      await ask('DELETE', `/${name}`);
      await ask('DELETE', `/_index_template/${name}`);
    }
    for (const { kind, name } of setupRequests(this.pack, this.options))
      if (kind === 'pipeline') await ask('DELETE', `/_ingest/pipeline/${name}`);
    await ask('DELETE', '/_security/api_key', { name: this.name });
  }
}

export function encodedKey({ key }: SetupOutcome): string {
  if (key === undefined) throw new Error('no key was made');
  return key.encoded;
}
