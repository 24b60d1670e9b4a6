/** Java's TimSort handles so many items by binary insertion alone. */
const SMALL = 32;

/**
 * Sorts in place as Java does. Up to 31 items are compared in Java's order too, on which depends which exception a
 * comparison throws, and what comes of a comparator that contradicts itself.
 */
export function javaSort<T>(items: T[], compare: (left: T, right: T) => number): T[] {
  if (items.length >= SMALL) return items.sort(compare);
  for (let index = firstRun(items, compare); index < items.length; index++) {
    const pivot = items[index] as T;
    let [left, right] = [0, index];
    while (left < right) {
      const middle = (left + right) >>> 1;
      if (compare(pivot, items[middle] as T) < 0) right = middle;
      else left = middle + 1;
    }
    items.copyWithin(left + 1, left, index);
    items[left] = pivot;
  }
  return items;
}

/** The length of the run that the items begin with, made ascending if it descends. */
function firstRun<T>(items: T[], compare: (left: T, right: T) => number): number {
  const { length } = items;
  if (length < 2) return length;
  const descends = (end: number): boolean => compare(items[end] as T, items[end - 1] as T) < 0;
  const isDescending = descends(1);
  let end = 2;
  while (end < length && descends(end) === isDescending) end++;
  if (isDescending) items.splice(0, end, ...items.slice(0, end).reverse());
  return end;
}
