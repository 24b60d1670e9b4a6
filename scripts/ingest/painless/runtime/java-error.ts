import { IngestError } from '../../errors';

/** A Java exception on its way through a script; a `catch` of the script may take it. */
export class JavaError extends Error {
  override readonly name = 'JavaError';

  constructor(
    /** Full class name, e.g. `java.lang.NullPointerException`. */
    readonly javaClass: string,
    /** What `getMessage()` returns. */
    readonly reason: string | null,
  ) {
    super(reason ?? '');
  }

  /** Elasticsearch's name of the exception, e.g. `null_pointer_exception`. */
  get type(): string {
    const simple = this.javaClass.slice(this.javaClass.lastIndexOf('.') + 1);
    return simple.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
  }
}

/**
 * What Elasticsearch reports of a script that failed: type `script_exception`, reason `runtime error`, and in
 * `causedBy` the Java exception with its own type and reason.
 */
export class PainlessError extends IngestError {
  constructor(cause: JavaError | IngestError) {
    super('script_exception', 'runtime error', causeOf(cause));
  }
}

function causeOf(cause: JavaError | IngestError): IngestError {
  return cause instanceof IngestError ? cause : new IngestError(cause.type, cause.message);
}

export function nullPointer(reason: string): JavaError {
  return new JavaError('java.lang.NullPointerException', reason);
}

export function classCast(reason: string): JavaError {
  return new JavaError('java.lang.ClassCastException', reason);
}

/** Java's own message of a cast between two classes of its library. */
export function castError(from: string, to: string): JavaError {
  const module = `(${from} and ${to} are in module java.base of loader 'bootstrap')`;
  return classCast(`class ${from} cannot be cast to class ${to} ${module}`);
}

export function illegalArgument(reason: string): JavaError {
  return new JavaError('java.lang.IllegalArgumentException', reason);
}

export function indexOutOfBounds(reason: string): JavaError {
  return new JavaError('java.lang.IndexOutOfBoundsException', reason);
}

export function stringIndexOutOfBounds(reason: string): JavaError {
  return new JavaError('java.lang.StringIndexOutOfBoundsException', reason);
}

export function numberFormat(reason: string): JavaError {
  return new JavaError('java.lang.NumberFormatException', reason);
}

export function unsupportedOperation(reason: string | null): JavaError {
  return new JavaError('java.lang.UnsupportedOperationException', reason);
}

/** A collection was changed while it was iterated. */
export function concurrentModification(): JavaError {
  return new JavaError('java.util.ConcurrentModificationException', null);
}

export function noSuchElement(reason: string | null): JavaError {
  return new JavaError('java.util.NoSuchElementException', reason);
}
