import { JavaObject } from './values';
import type { Value } from './values';

/** Java's Stream, evaluated at once: its functions have no effects that laziness would show. */
export class JavaStream extends JavaObject {
  constructor(
    readonly items: readonly Value[],
    readonly kind: 'object' | 'int' | 'long' | 'double' = 'object',
  ) {
    super();
  }

  get javaClass(): string {
    return STREAM_CLASSES[this.kind];
  }
}

const STREAM_CLASSES = {
  object: 'java.util.stream.Stream',
  int: 'java.util.stream.IntStream',
  long: 'java.util.stream.LongStream',
  double: 'java.util.stream.DoubleStream',
} as const;

/** What `Collectors.x()` makes: a way to fold the items of a stream. */
export class JavaCollector extends JavaObject {
  readonly javaClass = 'java.util.stream.Collector';

  constructor(readonly collect: (items: readonly Value[]) => Value) {
    super();
  }
}

/** Java's Optional; an absent value is undefined. */
export class JavaOptional extends JavaObject {
  readonly javaClass = 'java.util.Optional';

  constructor(readonly value: Value | undefined) {
    super();
  }
}
