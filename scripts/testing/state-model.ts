import fc from 'fast-check';
import { deepStrictEqual as same, ok } from 'node:assert';
import type { LaneKey, StateStore, WorkloadTimes } from '../collect/state';

const TENANTS = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];
const LANES: readonly LaneKey[] = TENANTS.flatMap((tenantId) =>
  (['Audit.Exchange', 'Audit.General'] as const).map((contentType) => ({ tenantId, contentType })),
);
/** Some differ in case only, some are no GUIDs. */
const IDS = [
  ...Array.from({ length: 12 }, (_, place) => `${place.toString(16)}0c0ffee-0000-4000-8000-0000000000ab`),
  ...['A0C0FFEE-0000-4000-8000-0000000000AB', 'a0c0ffee0000400080000000000000ab', '', '__proto__', 'é\ud800'],
];

/** What a test runs on: `open` opens the same state each time it is called. */
export type OpenAgain = () => Promise<StateStore>;

/** A plain state in memory, as the contract says it. */
class Model {
  readonly cursors = new Map<string, number>();
  readonly starts = new Map<string, number>();
  readonly blobs = new Set<string>();
  readonly workloads = new Map<string, ReadonlyMap<string, WorkloadTimes>>();
  readonly alerts = new Map<string, Map<string, string>>();
  readonly known = new Set<string>();
  /** By tenant and Id: of batches of earlier runs. */
  left: { tenantId: string; ids: readonly string[]; index: string | undefined }[] = [];
  underWay = new Map<number, Model['left'][number]>();

  reopened(): void {
    this.left.push(...this.underWay.values());
    this.underWay = new Map();
  }

  unsettled(tenantId: string): Map<string, string | undefined> {
    const found = new Map<string, string | undefined>();
    for (const batch of this.left)
      if (batch.tenantId === tenantId)
        for (const id of batch.ids)
          if (!this.known.has(`${tenantId} ${id}`)) found.set(id, found.get(id) ?? batch.index);
    return found;
  }
}

interface World {
  store: StateStore;
  readonly model: Model;
}

type Step = (world: World, again: () => Promise<StateStore>) => Promise<void>;

const lane = fc.constantFrom(...LANES);
const tenant = fc.constantFrom(...TENANTS);
const ids = fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 6 });
const time = fc.integer({ min: 1_700_000_000_000, max: 1_700_000_100_000 });
const key = ({ tenantId, contentType }: LaneKey): string => `${tenantId}/${contentType}`;

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(lane, time).map(([of, at]): Step => async ({ store, model }) => {
    await store.moveCursor(of, at, 0);
    model.cursors.set(key(of), at);
  }),
  fc.tuple(lane, time).map(([of, at]): Step => async ({ store, model }) => {
    await store.saveSubscriptionStart(of, at);
    model.starts.set(key(of), at);
  }),
  fc.tuple(lane, fc.constantFrom(...IDS), time).map(([of, id, at]): Step => async ({ store, model }) => {
    await store.blobDone(of, id, at);
    model.blobs.add(`${key(of)} ${id}`);
  }),
  fc
    .tuple(
      lane,
      fc.uniqueArray(fc.tuple(fc.constantFrom('Exchange', '', '__proto__'), fc.option(time), time), {
        selector: ([name]) => name,
      }),
    )
    .map(([of, entries]): Step => async ({ store, model }) => {
      const times = new Map(
        entries.map(([name, lastEvent, lastArrival]) => [
          name,
          { lastEvent: lastEvent ?? undefined, lastArrival },
        ]),
      );
      await store.saveWorkloads(of, times);
      model.workloads.set(key(of), times);
    }),
  fc
    .tuple(tenant, fc.constantFrom('a', 'b.c'), fc.string())
    .map(([tenantId, alert, version]): Step => async ({ store, model }) => {
      await store.savePimAlert(tenantId, alert, version);
      model.alerts.set(tenantId, new Map([...(model.alerts.get(tenantId) ?? []), [alert, version]]));
    }),
  fc
    .tuple(tenant, ids, fc.constantFrom(undefined, '.ds-a-000001', '.ds-a-000002'), time)
    .map(([tenantId, sent, index, at]): Step => async ({ store, model }) => {
      const batch = await store.sending({ tenantId, ids: sent, index }, at);
      ok(!model.underWay.has(batch));
      model.underWay.set(batch, { tenantId, ids: sent, index });
    }),
  fc.tuple(fc.nat(), time).map(([which, at]): Step => async ({ store, model }) => {
    const batches = [...model.underWay];
    const [batch, sent] = batches[which % Math.max(1, batches.length)] ?? [];
    if (batch === undefined || sent === undefined) return;
    await store.acknowledge(batch, at);
    model.underWay.delete(batch);
    for (const id of sent.ids) model.known.add(`${sent.tenantId} ${id}`);
  }),
  fc.constant<Step>(async (world, again) => {
    await world.store[Symbol.asyncDispose]();
    world.store = await again();
    world.model.reopened();
  }),
);

async function compare({ store, model }: World): Promise<void> {
  for (const of of LANES) {
    same(await store.cursor(of), model.cursors.get(key(of)));
    same(await store.subscriptionStart(of), model.starts.get(key(of)));
    const done = IDS.filter((id) => model.blobs.has(`${key(of)} ${id}`));
    same(await store.doneBlobs(of, IDS), new Set(done));
    same(await store.workloads(of), model.workloads.get(key(of)) ?? new Map());
  }
  for (const tenantId of TENANTS) {
    const known = IDS.filter((id) => model.known.has(`${tenantId} ${id}`));
    same(await store.knownIds(tenantId, IDS), new Set(known));
    same(await store.unsettled(tenantId), model.unsettled(tenantId));
    same(await store.pimAlerts(tenantId), model.alerts.get(tenantId) ?? new Map());
  }
}

/** Random calls, with the state closed and opened in between, against a plain model. */
export async function checkAgainstModel(
  fresh: () => OpenAgain,
  numRuns: number,
  maxLength: number,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength, size: 'max' }), async (sequence) => {
      const again = fresh();
      const world: World = { store: await again(), model: new Model() };
      try {
        for (const step of sequence) await step(world, again);
        await compare(world);
      } finally {
        await world.store[Symbol.asyncDispose]();
      }
    }),
    { numRuns, endOnFailure: true },
  );
}
