import { castError } from '../runtime/java-error';
import { MapObject, mapGet, mapHas, mapKeys, mapSize } from '../runtime/map-object';
import type { MapValue } from '../runtime/map-object';
import type { Value } from '../runtime/values';
import { javaClassOf } from '../runtime/values';

/** What a condition has of a map of the document: it refuses changes, but not the methods that change nothing. */
export class ViewMap extends MapObject {
  readonly javaClass = 'org.elasticsearch.ingest.IngestDocument$UnmodifiableIngestData';

  constructor(
    private readonly map: MapValue,
    private readonly refuse: () => void,
  ) {
    super();
  }

  get size(): number {
    return mapSize(this.map);
  }

  keys(): readonly Value[] {
    return mapKeys(this.map);
  }

  has(key: Value): boolean {
    return mapHas(this.map, key);
  }

  get(key: Value): Value {
    return mapGet(this.map, key);
  }

  put(key: Value): void {
    // It takes texts for keys before it refuses them.
    if (key !== null && typeof key !== 'string') throw castError(javaClassOf(key), 'java.lang.String');
    this.refuse();
  }

  remove(key: Value): void {
    if (this.has(key)) this.refuse();
  }
}

/** The methods that the view has from Java's Map, which puts and removes only where there is something to change. */
export const VIEW_MAP_CALLS: ReadonlySet<string> = new Set([
  ...['compute/2', 'computeIfAbsent/2', 'computeIfPresent/2', 'merge/3', 'putIfAbsent/2'],
  ...['remove/2', 'replace/2', 'replace/3', 'replaceAll/1'],
]);
