import type { FieldDefinition, KnownFields } from '../query-dsl';
import type { IndexMapping } from '../query-dsl/types';
import type { Stream } from './stream';

/**
 * The fields of one or more streams as a Kibana data view over their indices has them: what any of them declares, and
 * after that what their dynamic mappings would make.
 */
export class DataView implements KnownFields {
  constructor(private readonly streams: readonly [Stream, ...Stream[]]) {}

  /** The declared names, sorted. */
  names(): readonly string[] {
    const [only, ...others] = this.streams;
    if (others.length === 0) return only.declaredFields.names();
    return [...new Set(this.streams.flatMap(({ declaredFields }) => declaredFields.names()))].sort();
  }

  /** The field of that name, as a query over the streams meets it. */
  lookup(name: string): FieldDefinition | undefined {
    return this.declared(name) ?? firstOf(this.streams, ({ fields }) => fields.lookup(name));
  }

  /** The field of that name where a stream declares it. */
  declared(name: string): FieldDefinition | undefined {
    return firstOf(this.streams, ({ declaredFields }) => declaredFields.lookup(name));
  }

  /** The mapping by which a document’s field of that name is read. */
  mappingOf(name: string): IndexMapping {
    const declaring = this.streams.find(({ declaredFields }) => declaredFields.lookup(name) !== undefined);
    return (declaring ?? this.streams[0]).mapping;
  }

  /** The types that the streams declare for a name, each with its first stream; more than one is a conflict. */
  types(name: string): ReadonlyMap<string, string> {
    const types = new Map<string, string>();
    for (const { dataset, declaredFields } of this.streams) {
      const type = declaredFields.lookup(name)?.type;
      if (type !== undefined && !types.has(type)) types.set(type, dataset);
    }
    return types;
  }
}

function firstOf<T>(streams: readonly Stream[], read: (stream: Stream) => T | undefined): T | undefined {
  for (const stream of streams) {
    const value = read(stream);
    if (value !== undefined) return value;
  }
  return undefined;
}
