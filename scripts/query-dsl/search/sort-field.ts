import type { JsonObject, JsonValue } from '../../base/json';
import { listValues } from '../document/value-slots';
import { hasDocValues, type FieldDefinition } from '../mapping/field-definition';
import type { QuerySet } from '../query-set';
import { refuse, refuseUnknown } from '../refuse';
import { datePrinter } from '../values/date-print';
import { preview, type Scalar } from '../values/scalar';
import { compareScalars, type SortKey } from './sort-key';
import { sortKindOf, type SortKind } from './sort-kind';

const options = ['order', 'missing', 'unmapped_type', 'format', 'mode'];
const onlyValues: Readonly<Record<string, readonly JsonValue[]>> = {
  missing: ['_first', '_last'],
  mode: ['min', 'max'],
};

function checkOptions(name: string, given: JsonObject): void {
  for (const [option, value] of Object.entries(given)) {
    if (!options.includes(option)) {
      refuseUnknown('SEARCH_UNSUPPORTED', `sort on "${name}": the option`, option, options);
    }
    const known = onlyValues[option];
    if (known?.includes(value) === false) {
      refuseUnknown('SEARCH_UNSUPPORTED', `sort: the ${option}`, preview(value), known.map(preview));
    }
  }
}

function sortedField(name: string, given: JsonObject, queries: QuerySet): FieldDefinition | undefined {
  const field = queries.fields.lookup(name);
  if (field === undefined && given['unmapped_type'] === undefined) {
    refuse('SEARCH_INVALID', `no mapping found for [${name}] in order to sort on`);
  }
  if (field?.nestedPath !== undefined) {
    refuse(
      'SEARCH_INVALID',
      `it is mandatory to set the [nested] context on the nested sort field: [${name}]`,
    );
  }
  if (field !== undefined && (!hasDocValues(field) || field.type === 'geo_point')) {
    refuse('SEARCH_INVALID', `cannot sort on the ${field.type} field [${name}]: sort on a keyword`);
  }
  return field;
}

/** How a value of the field is shown among the sort values of a hit. */
function shownBy(kind: SortKind, format: JsonValue | undefined): (value: Scalar | null) => JsonValue {
  if (format === undefined) return (value) => kind.show(value);
  if (kind.type !== 'date') {
    return refuseUnknown('SEARCH_UNSUPPORTED', 'sort: the option', 'format', ['a format of dates']);
  }
  const print = datePrinter(preview(format));
  // What stands for a date that a document lacks lies beyond all dates.
  return (value) => (typeof value === 'number' ? print(value) : null);
}

/** One key of a sort: a field's lowest or highest value. Throws a ContentError for what is not supported. */
export function fieldKey(name: string, given: JsonObject, queries: QuerySet): SortKey {
  checkOptions(name, given);
  const field = sortedField(name, given, queries);
  const isAscending = given['order'] !== 'desc';
  const missingFirst = given['missing'] === '_first';
  const kind = sortKindOf(field, preview(given['unmapped_type'] ?? null));
  const missing = kind.missing(missingFirst === isAscending ? -1 : 1);
  const slot = field === undefined ? undefined : queries.scope().access(field).values;
  const direction = isAscending ? 1 : -1;
  const wanted = given['mode'] === undefined ? direction : given['mode'] === 'min' ? 1 : -1;
  return {
    read({ document }) {
      const values = listValues(slot?.read(document) ?? null);
      let best: Scalar | null = null;
      for (const value of values) if (best === null || compareScalars(value, best) * wanted < 0) best = value;
      return best ?? missing;
    },
    compare(a, b) {
      if (a === null || b === null) return a === b ? 0 : (a === null) === missingFirst ? -1 : 1;
      return compareScalars(a, b) * direction;
    },
    show: shownBy(kind, given['format']),
    parse: (value) => kind.parse(value, given['format']),
  };
}
