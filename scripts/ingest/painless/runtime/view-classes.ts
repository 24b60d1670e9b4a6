import type { MapValue } from './map-object';
import { javaClassOf } from './values';

/** Java's names of the classes of a map's views, of its entries, and of the iterators of its views. */
interface ViewClasses {
  readonly keySet: string;
  readonly values: string;
  readonly entrySet: string;
  readonly entry: string;
  readonly iterators: Readonly<Record<'keySet' | 'values' | 'entrySet', string>>;
}

const HASH_MAP: ViewClasses = {
  keySet: 'java.util.HashMap$KeySet',
  values: 'java.util.HashMap$Values',
  entrySet: 'java.util.HashMap$EntrySet',
  entry: 'java.util.HashMap$Node',
  iterators: {
    keySet: 'java.util.HashMap$KeyIterator',
    values: 'java.util.HashMap$ValueIterator',
    entrySet: 'java.util.HashMap$EntryIterator',
  },
};

const VIEW_CLASSES: Readonly<Record<string, ViewClasses>> = {
  'java.util.LinkedHashMap': {
    keySet: 'java.util.LinkedHashMap$LinkedKeySet',
    values: 'java.util.LinkedHashMap$LinkedValues',
    entrySet: 'java.util.LinkedHashMap$LinkedEntrySet',
    entry: 'java.util.LinkedHashMap$Entry',
    iterators: {
      keySet: 'java.util.LinkedHashMap$LinkedKeyIterator',
      values: 'java.util.LinkedHashMap$LinkedValueIterator',
      entrySet: 'java.util.LinkedHashMap$LinkedEntryIterator',
    },
  },
  'java.util.TreeMap': {
    keySet: 'java.util.TreeMap$KeySet',
    values: 'java.util.TreeMap$Values',
    entrySet: 'java.util.TreeMap$EntrySet',
    entry: 'java.util.TreeMap$Entry',
    iterators: {
      keySet: 'java.util.TreeMap$KeyIterator',
      values: 'java.util.TreeMap$ValueIterator',
      entrySet: 'java.util.TreeMap$EntryIterator',
    },
  },
  'org.elasticsearch.ingest.IngestCtxMap': {
    keySet: 'java.util.AbstractMap$1',
    values: 'java.util.AbstractMap$2',
    entrySet: 'org.elasticsearch.script.CtxMap$EntrySet',
    entry: 'java.util.HashMap$Node',
    iterators: {
      keySet: 'java.util.AbstractMap$KeyIterator',
      values: 'java.util.AbstractMap$ValueIterator',
      entrySet: 'org.elasticsearch.script.CtxMap$EntrySetIterator',
    },
  },
  'java.util.Collections$UnmodifiableMap': {
    keySet: 'java.util.Collections$UnmodifiableSet',
    values: 'java.util.Collections$UnmodifiableCollection',
    entrySet: 'java.util.Collections$UnmodifiableMap$UnmodifiableEntrySet',
    entry: 'java.util.Collections$UnmodifiableMap$UnmodifiableEntrySet$UnmodifiableEntry',
    iterators: {
      keySet: 'java.util.Collections$UnmodifiableCollection$1',
      values: 'java.util.Collections$UnmodifiableCollection$1',
      entrySet: 'java.util.Collections$UnmodifiableMap$UnmodifiableEntrySet$1',
    },
  },
};

export function viewClasses(map: MapValue): ViewClasses {
  return VIEW_CLASSES[javaClassOf(map)] ?? HASH_MAP;
}
