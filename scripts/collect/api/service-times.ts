import type { ServerTime } from './server-time';

/**
 * The service's clock of each tenant. What is remembered for so many days is noted and forgotten by these, as the clock of
 * this machine may be wrong, or jump.
 */
export class ServiceTimes {
  readonly #times = new Map<string, ServerTime>();

  add(tenantId: string, time: ServerTime): void {
    this.#times.set(tenantId, time);
  }

  /** Epoch milliseconds. @throws when the tenant was not added */
  of(tenantId: string): number {
    const time = this.#times.get(tenantId);
    if (time === undefined) throw new Error(`there is no clock of the tenant ${tenantId}`);
    return time.now();
  }

  /**
   * Epoch milliseconds by the clock that is furthest behind, so that what is old by it is old by every tenant's; undefined
   * before any service told its time.
   */
  earliest(): number | undefined {
    const heard = [...this.#times.values()].filter(({ isHeard }) => isHeard).map((time) => time.now());
    return heard.length === 0 ? undefined : Math.min(...heard);
  }
}
