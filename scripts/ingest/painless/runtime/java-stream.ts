import { JavaObject } from './values';
import type { Value } from './values';

/** Java's Stream: each item goes through all functions before the next one does, and only when it is asked for. */
export class JavaStream extends JavaObject {
  constructor(
    readonly source: Iterable<Value>,
    readonly kind: 'object' | 'int' | 'long' | 'double' = 'object',
    /** How many items there are, where that is known without making them; they are not made to be counted. */
    readonly size?: number,
  ) {
    super();
  }

  /** All items, made now. */
  get items(): readonly Value[] {
    return [...this.source];
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
