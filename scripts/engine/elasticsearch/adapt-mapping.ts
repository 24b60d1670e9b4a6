import { isJsonObject } from '../../base/json';
import type { JsonObject, JsonValue } from '../../base/json';
import type { IndexMapping } from '../../query-dsl/types';
import type { Capabilities } from '../engine';

/** A keyword term longer than 32,766 bytes refuses the document; this many characters always fit. */
const LONGEST_TERM = 8191;

interface Kin {
  readonly lacking: (capabilities: Capabilities) => boolean;
  readonly type: string;
  readonly difference: string;
  adapt(field: JsonObject): JsonObject;
}

const KIN: ReadonlyMap<string, Kin> = new Map<string, Kin>([
  [
    'constant_keyword',
    {
      lacking: (capabilities) => !capabilities.constantKeyword,
      type: 'keyword',
      difference: 'a document without the field does not have the constant value',
      adapt: ({ type: _type, value: _value, ...rest }) => ({ type: 'keyword', ...rest }),
    },
  ],
  [
    'wildcard',
    {
      lacking: (capabilities) => !capabilities.wildcard,
      type: 'keyword',
      difference: `values over ${LONGEST_TERM} characters are not searchable`,
      adapt: (field) => ({ ignore_above: LONGEST_TERM, ...field, type: 'keyword' }),
    },
  ],
  [
    'match_only_text',
    {
      lacking: (capabilities) => !capabilities.matchOnlyText,
      type: 'text',
      difference: 'same matches, other scores',
      adapt: (field) => ({ ...field, type: 'text' }),
    },
  ],
]);

/** A mapping that the server can hold, and which of its field types had to be replaced. */
export interface AdaptedMapping {
  readonly mapping: IndexMapping;
  /** One sentence for each replaced type. */
  readonly adaptations: readonly string[];
}

/** Replaces each field type that the server lacks by its nearest kin, in fields, multi-fields and templates. */
export function adaptMapping(mapping: IndexMapping, capabilities: Capabilities): AdaptedMapping {
  const replaced = new Set<string>();

  const adapt = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(adapt);
    if (!isJsonObject(value)) return value;
    const children = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, adapt(child)]));
    // A field named "type" has an object here; only a field's own definition has a string.
    const kin = typeof value['type'] === 'string' ? KIN.get(value['type']) : undefined;
    if (kin?.lacking(capabilities) !== true) return children;
    replaced.add(value['type'] as string);
    return kin.adapt(children);
  };

  const adapted = adapt(mapping) as IndexMapping;
  const adaptations = [...replaced].sort().map((type) => {
    const kin = KIN.get(type);
    return `Fields of type ${type} are mapped as ${kin?.type ?? ''} (${kin?.difference ?? ''}).`;
  });
  return { mapping: adapted, adaptations };
}
