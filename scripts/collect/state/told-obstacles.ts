import type { Clock } from '../clock';
import type { Obstacle } from '../elasticsearch-obstacle';
import type { StateParts } from './state-parts';

/** Failures in a row from which on a request's obstacle is told: a mount that is swapped is nobody's business. */
const TOLD_FROM = 3;
const MINUTE = 60_000;

/** Puts together the obstacles of requests that wait side by side: each kind is told once a minute at most, the end once. */
export class ToldObstacles {
  readonly #requests = new Set<object>();
  #told: string | undefined;
  #next = -Infinity;

  constructor(
    private readonly steady: Pick<Clock, 'now'>,
    private readonly tell: NonNullable<StateParts['onObstacle']> = () => undefined,
  ) {}

  /** @param failures of the request in a row, from 1 */
  met(request: object, obstacle: Obstacle, failures: number): void {
    if (failures < TOLD_FROM) return;
    this.#requests.add(request);
    const now = this.steady.now();
    if (obstacle.code === this.#told && now < this.#next) return;
    this.#told = obstacle.code;
    this.#next = now + MINUTE;
    this.tell(obstacle);
  }

  /** The request was answered. */
  over(request: object): void {
    if (!this.#requests.delete(request) || this.#requests.size > 0) return;
    this.#told = undefined;
    this.tell(undefined);
  }

  /** The request was given up. */
  leave(request: object): void {
    this.#requests.delete(request);
  }
}
