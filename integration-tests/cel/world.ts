import type { JsonObject, JsonValue } from '../../scripts/base/json';
import { Collector } from './collector';
import type { Round } from './collector';
import { ManagementApi, blob } from './management-api';
import type { Blob } from './management-api';
import { buildMito } from './mito';

/** A tenant with content, and a collector that reads it. */
export class World implements AsyncDisposable {
  /** Everything that was published, in all rounds. */
  readonly records: JsonObject[] = [];

  private constructor(
    readonly api: ManagementApi,
    readonly collector: Collector,
  ) {}

  static async start(blobs: readonly Blob[], vars: Readonly<Record<string, JsonValue>> = {}): Promise<World> {
    const api = await ManagementApi.start();
    api.blobs = [...blobs];
    return new World(api, await Collector.start(await buildMito(process.env), api, vars));
  }

  /** Two blobs of Exchange on two pages, in the window that follows the last run of a collector that knows no other. */
  static async ofExchange(minutesAgo: readonly number[] = [15, 14]): Promise<World> {
    const content = minutesAgo.map((minutes) => blob('Audit.Exchange', minutes));
    const world = await World.start(content, { content_types: ['Audit.Exchange'] });
    world.api.pageSize = 1;
    world.api.enabled.add('Audit.Exchange');
    world.collector.stoppedAt('Audit.Exchange', new Date(Date.now() - 20 * 60_000));
    return world;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.collector[Symbol.asyncDispose]();
    await this.api[Symbol.asyncDispose]();
  }

  /** A periodic run. Whatever it does, the cursor passes no content that was not read. */
  async round(): Promise<Round> {
    const round = await this.collector.round();
    this.records.push(...round.records);
    const published = new Set(ids(this.records));
    const readUntil = this.collector.readUntil();
    const passed = this.api.blobs.filter(
      ({ contentType, created, expires, records }) =>
        created < (readUntil.get(contentType) ?? new Date(0)) &&
        expires > new Date() &&
        records.some((record) => !published.has((record as JsonObject)['Id'] as string)),
    );
    expect(passed).toEqual([]);
    return round;
  }

  /** The ids of all records that the tenant has. */
  get expected(): string[] {
    return ids(this.api.blobs.flatMap(({ records }) => records as JsonObject[]));
  }

  /** The ids of all records that were published, each as often as it was. */
  get published(): string[] {
    return ids(this.records);
  }
}

function ids(records: readonly JsonObject[]): string[] {
  return records.map(({ Id }) => Id as string).sort();
}
