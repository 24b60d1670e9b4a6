/**
 * Marks a container that the script must not change. Freezing says nothing about what a class holds inside; every
 * change goes through a method call or store that asks {@link isImmutable} first.
 */
export function immutable<T extends object>(container: T): T {
  return Object.freeze(container);
}

export function isImmutable(container: unknown): boolean {
  return typeof container === 'object' && container !== null && Object.isFrozen(container);
}
