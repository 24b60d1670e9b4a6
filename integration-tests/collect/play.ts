import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CLIENT, VirtualClock, startManagementApi } from '../../fixtures/management-api';
import type { ManagementApi } from '../../fixtures/management-api';
import { apiFaults, metFaults } from './api-faults';
import type { ChildTask } from './child-task';
import { collectorConfig } from './collector-config';
import { CollectorProcess } from './collector-process';
import type { Ended, LogLine } from './collector-process';
import { PAUSE, publishContent } from './content';
import { startDecoy } from './decoy';
import type { Decoy } from './decoy';
import { courseOfMissing } from './missing';
import { startFaultProxy } from './fault-proxy';
import type { FaultProxy, Stage } from './fault-proxy';
import { judge } from './judge';
import type { Rollover } from './judge';
import type { Played } from './played';
import type { Interruption, Schedule } from './schedule';
import type { Namespace, TargetServer } from './target';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-03-10T12:00:00Z');
/** Real milliseconds in which a run that nobody kills has to catch up. */
const LONGEST_RUN = 120_000;
/** Runs that end early because somebody must act, as a strange address makes them. */
const STUCK_RUNS = 3;
/** Lines of the log. */
const KEPT = 60;

/** Plays a whole schedule on a namespace of its own, and compares what is there with what was published. */
export async function play(target: TargetServer, schedule: Schedule): Promise<Played> {
  const name = `prove.${process.pid}.${schedule.number}.${(made += 1)}`;
  await using namespace = await target.namespace(
    name,
    schedule.state === 'index' ? `o365-collector-${name}` : undefined,
  );
  await using stage = await Scene.set(target, namespace, schedule);
  return await stage.play();
}

let made = 0;

class Scene implements AsyncDisposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'o365-prove-'));
  readonly #log: string[] = [];
  readonly #rollovers: Rollover[] = [];
  readonly #kills: { from: number; to: number | undefined }[] = [];
  /** Ids of the records of which the collector says that they may be there twice. */
  readonly #reported = new Set<string>();
  readonly #problems: string[] = [];
  readonly #origin = performance.timeOrigin + performance.now();
  readonly #begun = performance.now();
  /** Requests of the current run. */
  #asked = 0;
  #requested = 0;
  /** Requests to the API since the beginning. */
  #total = 0;
  #jumped = 0;
  #stops = 0;
  #runs = 0;
  #peak = 0;
  #plan: Interruption | undefined;
  #current: CollectorProcess | undefined;
  #rolling: Promise<void> = Promise.resolve();

  private constructor(
    private readonly schedule: Schedule,
    private readonly namespace: Namespace,
    private readonly clock: VirtualClock,
    private readonly decoy: Decoy,
    private readonly made: { api: ManagementApi; proxy: FaultProxy },
  ) {}

  static async set(target: TargetServer, namespace: Namespace, schedule: Schedule): Promise<Scene> {
    const { seed, tenants, speed, pageSize, requestsPerMinute, lateListing, redelivery, listedTwice } =
      schedule;
    const { firstContentAfter } = schedule;
    const clock = new VirtualClock(START, speed);
    const scenes: Scene[] = [];
    const api = await startManagementApi({
      ...{
        clock,
        seed,
        pageSize,
        requestsPerMinute,
        lateListing,
        redelivery,
        listedTwice,
        firstContentAfter,
      },
      tenants: tenants.map(({ id, subscribed }) => ({ id, ...(subscribed ? {} : { subscriptions: [] }) })),
      backfill: 7 * 24 * HOUR,
      faults: apiFaults(schedule, () => scenes[0]?.askedApi()),
      slow: { pieces: 3, pause: 5 },
    });
    const proxy = await startFaultProxy({
      ...{ seed, target: target.url, ...schedule.elasticsearch },
      plainIndices: !target.hasDataStreams,
      onStage: (stage) => scenes[0]?.askedElasticsearch(stage),
    });
    publishContent(api.published, schedule, START);
    const scene = new Scene(schedule, namespace, clock, await startDecoy(), { api, proxy });
    scenes.push(scene);
    if (schedule.strangeAddress) scene.misleadOnce();
    return scene;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#current?.kill('SIGKILL');
    await this.#current?.ended;
    const { api, proxy } = this.made;
    await Promise.all([api, proxy, this.decoy].map((each) => each[Symbol.asyncDispose]()));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async play(): Promise<Played> {
    const { schedule, namespace, clock } = this;
    const { api, proxy } = this.made;
    for (let delivery = 0; delivery < schedule.deliveries; delivery += 1) {
      if (delivery > 0) this.#advance(START + delivery * PAUSE - clock.now());
      await this.#deliver(schedule.interruptions.filter((each) => each.delivery === delivery));
      if (schedule.rollsOverBetween) await this.#rollOver();
    }
    // Whatever comes late has come by now.
    const last = Math.max(
      clock.now() + schedule.firstContentAfter,
      ...api.published.all().map(({ listed }) => listed),
    );
    this.#advance(last + 5 * MINUTE - clock.now());
    await this.#deliver([]);
    await this.#rolling;
    const judgement = judge({
      schedule,
      published: api.publishedIds(),
      stored: await namespace.stored(),
      sent: proxy.sent,
      rollovers: this.#rollovers,
      kills: this.#kills,
      reported: this.#reported,
      manners: api.manners(),
      course: (missing) => courseOfMissing(api, missing),
      problems: [...this.#problems, ...this.decoy.problems()],
    });
    return {
      ...judgement,
      schedule,
      seconds: (performance.now() - this.#begun) / 1000,
      runs: this.#runs,
      kills: this.#kills.length,
      stops: this.#stops,
      rollovers: this.#rollovers.length,
      apiFaults: metFaults(api.requests),
      elasticsearchFaults: proxy.met,
      peakMegabytes: this.#peak,
      log: this.#log,
    };
  }

  /** A request came to the API. */
  askedApi(): void {
    this.#asked += 1;
    this.#total += 1;
    const jumps = this.schedule.jumps.filter(({ nth }) => nth === this.#total);
    for (const { by } of jumps) this.#jumped += by;
    if (jumps.length > 0) this.#current?.jump(this.#jumped);
    const at = this.#plan?.at;
    if (at?.what === 'api' && at.nth === this.#asked) this.#interrupt();
  }

  /** A request to Elasticsearch is at that point. */
  askedElasticsearch(stage: Stage): void {
    if (stage === 'arrived') this.#requested += 1;
    if (stage === 'arrived' && this.made.proxy.requests() === this.schedule.rollsOverAt) {
      this.#rolling = this.#rollOver();
    }
    const at = this.#plan?.at;
    if (at?.what === 'elasticsearch' && at.stage === stage && at.nth <= this.#requested) this.#interrupt();
  }

  /** The API answers one listing with the address of another host. */
  misleadOnce(): void {
    const { url } = this.decoy;
    this.made.api.fail('content', {
      name: 'strangeAddress',
      facts: 'the host of an address is not that of the API',
      meets: () => true,
      apply: (right) => {
        const answer = right();
        const { headers = {} } = answer;
        const mislead = (text: string): string => text.replaceAll(this.made.api.url, url);
        return {
          ...answer,
          body: JSON.parse(mislead(JSON.stringify(answer.body))) as unknown,
          headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, mislead(value)])),
        };
      },
    });
  }

  /** Runs the collector until it has caught up, killed and started again as the schedule has it. */
  async #deliver(interruptions: readonly Interruption[]): Promise<void> {
    for (const plan of interruptions) {
      const ended = await this.#run(plan);
      if (ended.signal === null && ended.code === 0) continue;
      if (plan.rollsOver) await this.#rollOver();
    }
    for (let left = STUCK_RUNS; ; left -= 1) {
      const { result } = await this.#run(undefined);
      if (result?.stuck === 0) return;
      if (result === undefined || left === 0) {
        this.#problems.push(`the collector did not catch up: ${JSON.stringify(result)}`);
        return;
      }
    }
  }

  async #run(plan: Interruption | undefined): Promise<Ended> {
    [this.#asked, this.#requested, this.#plan] = [0, 0, plan];
    this.#runs += 1;
    const killed = this.#kills.filter(({ to }) => to === undefined);
    const child = new CollectorProcess(
      this.#task(),
      { clientSecret: CLIENT.secret, apiKey: this.namespace.apiKey },
      (line) => {
        // It sends nothing before its first line: what came until now is of those before it.
        for (const kill of killed.splice(0)) kill.to = performance.now();
        this.#note(line);
      },
    );
    this.#current = child;
    const stop = new AbortController();
    if (plan?.at.what === 'time') {
      const { milliseconds } = plan.at;
      void pause(milliseconds, undefined, { signal: stop.signal }).then(() => this.#interrupt(), no);
    }
    const tooLong = pause(LONGEST_RUN, true, { signal: stop.signal }).then((late) => {
      child.kill('SIGKILL');
      return late;
    }, no);
    const ended = await child.ended;
    stop.abort();
    this.#current = undefined;
    this.#plan = undefined;
    this.#peak = Math.max(this.#peak, ended.peakMegabytes);
    if (await tooLong) this.#problems.push(`a run did not end within ${LONGEST_RUN / 1000} s`);
    else if (ended.signal === null && ended.code !== 0) {
      this.#problems.push(`a run ended with ${ended.code ?? 'nothing'}: ${ended.errors}`);
    } else if (ended.errors.trim() !== '') this.#problems.push(`a run said: ${ended.errors}`);
    return ended;
  }

  #interrupt(): void {
    const plan = this.#plan;
    this.#plan = undefined;
    if (plan === undefined || this.#current === undefined) return;
    if (plan.signal === 'SIGKILL') this.#kills.push({ from: performance.now(), to: undefined });
    else this.#stops += 1;
    this.#current.kill(plan.signal);
  }

  async #rollOver(): Promise<void> {
    const from = performance.now();
    await this.namespace.rollOver();
    this.#rollovers.push({ from, to: performance.now() });
  }

  /** Time goes on for everybody. */
  #advance(milliseconds: number): void {
    if (milliseconds <= 0) return;
    this.clock.advance(milliseconds);
    this.#jumped += milliseconds;
  }

  #note(line: LogLine): void {
    if (typeof line['earlier_index'] === 'string' && typeof line['id'] === 'string') {
      this.#reported.add(line['id']);
    }
    if (line.level >= 60) this.#problems.push(`the log says: ${JSON.stringify(line)}`);
    this.#log.push(JSON.stringify(line));
    if (this.#log.length > KEPT) this.#log.shift();
  }

  #task(): Omit<ChildTask, 'collector'> {
    const { schedule, namespace } = this;
    const { api, proxy } = this.made;
    const { tenants, overlap, span, requestsPerMinute, speed } = schedule;
    return {
      config: collectorConfig({
        ...{ tenants, namespace, overlap, requestsPerMinute },
        api: api.url,
        elasticsearch: proxy.url,
        stateFile: join(this.#folder, 'state.sqlite'),
        // What is older than the first delivery is not there; hours go by until a run comes to its first window.
        backlog: span + 6 * HOUR,
      }),
      clock: { base: START, origin: this.#origin, speed, jumped: this.#jumped },
      once: true,
      level: 'info',
    };
  }
}

/** The run ended before. */
const no = (): boolean => false;
