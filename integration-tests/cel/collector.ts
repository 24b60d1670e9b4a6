import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CLIENT, TENANT } from '../../fixtures/management-api';
import type { ManagementApi } from '../../fixtures/management-api';
import { isJsonObject } from '../../scripts/base/json';
import type { JsonObject, JsonValue } from '../../scripts/base/json';
import { streamVars } from '../../scripts/testing/stream-vars';
import { fleetTemplate } from '../../scripts/testing/fleet-template';
import { runMito } from './mito';
import { TokenClient } from './token-client';
import type { OAuth2Config } from './token-client';

const AUDIT = resolve(__dirname, '../../package-content/data_stream/audit');

/** What one periodic run published. */
export interface Round {
  readonly records: readonly JsonObject[];
  readonly errors: readonly string[];
  readonly evaluations: number;
}

/**
 * Runs the program of the CEL stream template by mito as the CEL input does: as often as it wants more, with the
 * state of the last evaluation, less its events; of which only the cursor outlives a restart. It fails when the
 * program breaks a rule of the input that mito does not know.
 */
export class Collector implements AsyncDisposable {
  private readonly folder = mkdtempSync(join(tmpdir(), 'o365-cel-'));
  private readonly config: JsonObject;
  private readonly dropped: JsonValue | undefined;
  private state: JsonObject;
  /** What the input's registry holds. */
  kept: JsonValue | undefined;

  private constructor(
    private readonly mito: string,
    private readonly tokens: TokenClient,
    vars: Readonly<Record<string, JsonValue>>,
  ) {
    const template = readFileSync(join(AUDIT, 'agent/stream/cel.yml.hbs'), 'utf8');
    this.config = fleetTemplate(template)(streamVars(join(AUDIT, 'manifest.yml'), vars));
    this.dropped = droppedMessage(this.config);
    writeFileSync(this.file('program.cel'), this.config['program'] as string);
    tokens.oauth2 = this.config['auth.oauth2'] as unknown as OAuth2Config;
    this.state = this.initialState();
  }

  /** A collector with the defaults of the manifest, unless other values are given. */
  static async start(
    mito: string,
    api: ManagementApi,
    vars: Readonly<Record<string, JsonValue>> = {},
  ): Promise<Collector> {
    const tokens = await TokenClient.start(api.url);
    api.state.root = tokens.url;
    return new Collector(mito, tokens, {
      url: tokens.url,
      login_url: api.url,
      tenant_id: TENANT,
      client_id: CLIENT.id,
      client_secret: CLIENT.secret,
      ...vars,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.tokens[Symbol.asyncDispose]();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** One periodic run. */
  async round(): Promise<Round> {
    writeFileSync(this.file('state.json'), JSON.stringify(this.state));
    const { states, failure } = await runMito(this.mito, this.file('state.json'), this.file('program.cel'));
    const published: JsonObject[] = [];
    for (const text of states) published.push(...this.publish(JSON.parse(text) as JsonObject));
    if (failure !== undefined)
      throw new Error(`the evaluation failed, which the program must prevent: ${failure}`);
    const texts = published.flatMap(({ message }) =>
      typeof message === 'string' && message !== this.dropped ? [message] : [],
    );
    return {
      records: texts.map((text) => JSON.parse(text) as JsonObject),
      errors: published.flatMap(({ error }) => (isJsonObject(error) ? [error['message'] as string] : [])),
      evaluations: states.length,
    };
  }

  /** The input starts anew: of its state the cursor is left, as far as events were published with it. */
  restart(): void {
    this.state = this.initialState();
  }

  /** As if the input had read a content type up to a time and was then switched off. */
  stoppedAt(contentType: string, time: Date): void {
    this.kept = { types: [{ content_type: contentType, read_until: time.toISOString() }] };
    this.restart();
  }

  /** Up to when each content type was read. */
  readUntil(): Map<string, Date> {
    const kept = this.kept as { types: { content_type: string; read_until: string }[] } | undefined;
    return new Map((kept?.types ?? []).map((entry) => [entry.content_type, new Date(entry.read_until)]));
  }

  /** Until when nothing is asked. */
  pausedUntil(): Date {
    return new Date(this.state['pause_until'] as string);
  }

  private publish(state: JsonObject): JsonObject[] {
    const { events, ...rest } = state;
    const more = state['want_more'] === true;
    if (isJsonObject(events)) {
      expect(rest['cursor']).toEqual(this.state['cursor']);
      this.state = rest;
      return [events];
    }
    if (!Array.isArray(events)) throw new Error('the program returns no events');
    if (more) expect(events).not.toEqual([]);
    this.state = rest;
    if (events.length > 0) this.kept = rest['cursor'];
    return events as JsonObject[];
  }

  private initialState(): JsonObject {
    return {
      ...(this.config['state'] as JsonObject),
      url: this.config['resource.url'] ?? null,
      ...(this.kept === undefined ? {} : { cursor: this.kept }),
    };
  }

  private file(name: string): string {
    return join(this.folder, name);
  }
}

/** The message that the first processor of the stream drops. */
function droppedMessage(config: JsonObject): JsonValue | undefined {
  const processors = config['processors'] as { drop_event?: { when: { equals: JsonObject } } }[] | undefined;
  return processors?.[0]?.drop_event?.when.equals['message'];
}
