import { createHash } from 'node:crypto';
import type * as PureRand from 'pure-rand/lib/generator/xoroshiro128plus';
import { lazyModule } from '../base/lazy-module';

/** By its exported name, which TypeScript’s CommonJS resolution does not know. */
const pureRand = lazyModule('pure-rand/generator/xoroshiro128plus') as () => typeof PureRand;

/** The codes of the hexadecimal digits. */
const DIGITS = [...Buffer.from('0123456789abcdef')];

const HYPHEN = 0x2d;

/** The codes of a GUID, written over by each: half of the time that putting it together from texts takes. */
const guid = [...Buffer.from('00000000-0000-4000-8000-000000000000')];
const GUID_DIGITS = guid.flatMap((code, place) => (code === HYPHEN ? [] : [place]));

/** Random numbers that depend on nothing but the texts they are derived from. */
export class Random {
  readonly #generator: ReturnType<typeof PureRand.xoroshiro128plusFromState>;

  private constructor(state: readonly number[]) {
    this.#generator = pureRand().xoroshiro128plusFromState(state);
  }

  /** A stream of its own for each list of texts: one more draw here changes nothing there. */
  static of(seed: string | number, ...names: readonly string[]): Random {
    const digest = createHash('sha256')
      .update(JSON.stringify([String(seed), ...names]))
      .digest();
    return new Random([0, 4, 8, 12].map((offset) => digest.readInt32LE(offset)));
  }

  /** A short stream from 64 random bits of another; two of ten million are the same once in 300,000 times. */
  static from(high: number, low: number): Random {
    return new Random([high | 0, low | 0, -1, 0]);
  }

  /** 32 random bits, 0 to 2³² − 1. */
  bits(): number {
    return this.#generator.next() >>> 0;
  }

  /** 0 to below 1. */
  float(): number {
    return this.bits() / 0x1_0000_0000;
  }

  /** An integer from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.float() * limit);
  }

  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(probability: number): boolean {
    return this.float() < probability;
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('nothing to pick from');
    return list[this.below(list.length)] as T;
  }

  /** One of the values, each as often as its weight says against the sum of all; weights are not negative. */
  weighted<T>(choices: readonly (readonly [value: T, weight: number])[]): T {
    let rest = this.float() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    const chosen = choices.find(([, weight]) => (rest -= weight) < 0);
    if (!chosen) throw new RangeError('nothing to choose from');
    return chosen[0];
  }

  /** The waiting time until the next event where one is expected in each unit of time. */
  exponential(): number {
    return -Math.log(1 - this.float());
  }

  /** How many events happen where `mean` are expected (Poisson; above 60 by its normal approximation). */
  poisson(mean: number): number {
    if (mean <= 0) return 0;
    if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.#normal()));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.float(); product > limit; product *= this.float()) count += 1;
    return count;
  }

  /** A random GUID (RFC 9562, version 4), in lower case. */
  guid(): string {
    let bits = 0;
    for (let digit = 0; digit < GUID_DIGITS.length; digit++) {
      if (digit % 8 === 0) bits = this.bits();
      const value = digit === 12 ? 4 : digit === 16 ? 8 | (bits & 3) : bits & 15;
      guid[GUID_DIGITS[digit] as number] = DIGITS[value] as number;
      bits >>>= 4;
    }
    return String.fromCharCode(...guid);
  }

  /** Box and Muller. */
  #normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.float())) * Math.cos(2 * Math.PI * this.float());
  }
}
