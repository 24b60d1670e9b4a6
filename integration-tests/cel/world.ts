import { TENANT, startManagementApi } from '../../fixtures/management-api';
import type { Blob, ContentType, ManagementApi } from '../../fixtures/management-api';
import type { JsonObject, JsonValue } from '../../scripts/base/json';
import { Collector } from './collector';
import type { Round } from './collector';
import { blob } from './content';
import type { Content } from './content';
import { buildMito } from './mito';

/** Content as it was published. */
type PublishedContent = Content & Pick<Blob, 'id'>;

/** A tenant with content, and a collector that reads it. */
export class World implements AsyncDisposable {
  /** Everything that was published by the collector, in all rounds. */
  readonly records: JsonObject[] = [];
  readonly blobs: PublishedContent[] = [];

  private constructor(
    readonly api: ManagementApi,
    readonly collector: Collector,
  ) {}

  /** The tenant is subscribed to nothing yet. */
  static async start(
    content: readonly Content[],
    vars: Readonly<Record<string, JsonValue>> = {},
  ): Promise<World> {
    const api = await startManagementApi({ tenants: [{ id: TENANT, subscriptions: [] }], pageSize: 2 });
    const world = new World(api, await Collector.start(await buildMito(process.env), api, vars));
    world.publish(...content);
    return world;
  }

  /** Two blobs of Exchange on two pages, in the window that follows the last run of a collector that knows no other. */
  static async ofExchange(minutesAgo: readonly number[] = [15, 14]): Promise<World> {
    const content = minutesAgo.map((minutes) => blob('Audit.Exchange', minutes));
    const world = await World.start(content, { content_types: ['Audit.Exchange'] });
    world.api.state.pageSize = 1;
    world.subscribe('Audit.Exchange');
    world.collector.stoppedAt('Audit.Exchange', new Date(Date.now() - 20 * 60_000));
    return world;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.collector[Symbol.asyncDispose]();
    await this.api[Symbol.asyncDispose]();
  }

  publish(...content: readonly Content[]): void {
    for (const each of content) {
      const [{ id } = { id: '' }] = this.api.published.publish({ tenant: TENANT, ...each });
      this.blobs.push({ ...each, id });
    }
  }

  /** As if it had never been published. */
  withdraw(content: PublishedContent): void {
    const published = this.api.published.find(TENANT, content.id);
    if (published) this.api.published.remove(published);
    this.blobs.splice(this.blobs.indexOf(content), 1);
  }

  /** As if it had been done long ago. */
  subscribe(...types: readonly ContentType[]): void {
    for (const type of types) this.api.tenant().subscriptions.enable(type);
  }

  /**
   * A periodic run. Whatever it does, the cursor passes no content that was not read, and every request says whose
   * quota it uses.
   */
  async round(): Promise<Round> {
    const round = await this.collector.round();
    this.records.push(...round.records);
    const published = new Set(ids(this.records));
    const readUntil = this.collector.readUntil();
    const passed = this.blobs.filter(
      ({ contentType, created, expires, records }) =>
        created < (readUntil.get(contentType)?.getTime() ?? 0) &&
        expires > Date.now() &&
        records.some(({ Id }) => !published.has(Id)),
    );
    expect(passed).toEqual([]);
    const feed = this.api.requests.filter(({ operation }) => operation !== 'token');
    expect(feed.filter(({ publisher }) => publisher !== TENANT)).toEqual([]);
    return round;
  }

  /** The ids of all records that the tenant has. */
  get expected(): string[] {
    return this.blobs.flatMap(({ records }) => records.map(({ Id }) => Id)).sort();
  }

  /** The ids of all records that the collector published, each as often as it did. */
  get published(): string[] {
    return ids(this.records);
  }
}

function ids(records: readonly JsonObject[]): string[] {
  return records.map(({ Id }) => Id as string).sort();
}
