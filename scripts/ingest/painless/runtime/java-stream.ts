import { JavaError } from './java-error';
import { JavaObject } from './values';
import type { Value } from './values';

/**
 * Java's Stream: each item goes through all functions before the next one does, and only when it is asked for. A
 * stream can be taken once.
 */
export class JavaStream extends JavaObject {
  private isTaken = false;

  constructor(
    private readonly made: Iterable<Value>,
    readonly kind: 'object' | 'int' | 'long' | 'double' = 'object',
    /** How many items there are, where that is known without making them; they are not made to be counted. */
    readonly sizeOf?: () => number,
    /** Whether it is the stream of a collection, not what a step made of another. */
    private readonly isHead = false,
  ) {
    super();
  }

  /** The items, to be gone through. */
  get source(): Iterable<Value> {
    if (this.isTaken)
      throw new JavaError(
        'java.lang.IllegalStateException',
        'stream has already been operated upon or closed',
      );
    this.isTaken = true;
    return this.made;
  }

  /** All items, made now. */
  get items(): readonly Value[] {
    return [...this.source];
  }

  get javaClass(): string {
    return STREAM_CLASSES[this.kind];
  }

  get implementation(): string {
    return this.isHead ? 'java.util.stream.ReferencePipeline$Head' : 'java.util.stream.ReferencePipeline$1';
  }
}

const STREAM_CLASSES = {
  object: 'java.util.stream.Stream',
  int: 'java.util.stream.IntStream',
  long: 'java.util.stream.LongStream',
  double: 'java.util.stream.DoubleStream',
} as const;

/** How a collector shows values in its messages. */
export type TextOf = (value: Value) => string;

/** A collection that is under way: Java collects each item before it makes the next. */
export interface Collecting {
  readonly add: (item: Value) => unknown;
  readonly result: () => Value;
}

/** What `Collectors.x()` makes: a way to fold the items of a stream. */
export class JavaCollector extends JavaObject {
  readonly javaClass = 'java.util.stream.Collector';

  constructor(readonly begin: (textOf: TextOf) => Collecting) {
    super();
  }

  collect(items: Iterable<Value>, textOf: TextOf): Value {
    const collecting = this.begin(textOf);
    for (const item of items) collecting.add(item);
    return collecting.result();
  }
}

/** Java's Optional; an absent value is undefined. */
export class JavaOptional extends JavaObject {
  readonly javaClass = 'java.util.Optional';

  constructor(readonly value: Value | undefined) {
    super();
  }
}
