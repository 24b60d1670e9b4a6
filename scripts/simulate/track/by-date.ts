/** The first place of a list, ascending by date, whose item is not before the time. */
export function placeOf<T>(items: readonly T[], time: number, dateOf: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (dateOf(items[middle] as T) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts an item into such a list, behind those of the same date; cheap at the end of it. */
export function insertByDate<T>(items: T[], item: T, dateOf: (item: T) => number): void {
  const last = items.at(-1);
  const date = dateOf(item);
  if (last === undefined || dateOf(last) <= date) items.push(item);
  else items.splice(placeOf(items, date + 1, dateOf), 0, item);
}
