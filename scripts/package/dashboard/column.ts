import type { JsonObject } from '../../base/json';

/** A column of a Lens layer: what it groups by or measures. */
export interface Column {
  /** Unique in its layer. */
  readonly id: string;
  /** As Lens keeps it in `datasourceStates.formBased.layers.*.columns`. */
  readonly state: JsonObject;
}

type DataType = 'string' | 'number' | 'date' | 'ip' | 'boolean';

function column(id: string, label: string, state: JsonObject): Column {
  // Lens makes paths of ids, so they have no dots.
  return { id: id.replace(/[^\w]+/g, '-'), state: { label, customLabel: true, ...state } };
}

function measure(operationType: string, dataType: DataType, sourceField: string): JsonObject {
  return {
    operationType,
    dataType,
    isBucketed: false,
    scale: 'ratio',
    sourceField,
    params: { emptyAsNull: true },
  };
}

/** Number of documents. */
export function count(label: string): Column {
  return column('count', label, measure('count', 'number', '___records___'));
}

/** Number of different values. */
export function distinct(field: string, label: string): Column {
  return column(`distinct ${field}`, label, measure('unique_count', 'number', field));
}

export function sum(field: string, label: string): Column {
  return column(`sum ${field}`, label, measure('sum', 'number', field));
}

/** Largest value; of a date the latest. */
export function max(field: string, label: string, dataType: 'number' | 'date' = 'number'): Column {
  return column(`max ${field}`, label, measure('max', dataType, field));
}

/** Value of the newest document that has one. */
export function last(field: string, label: string, dataType: DataType): Column {
  return column(`last ${field}`, label, {
    ...measure('last_value', dataType, field),
    scale: dataType === 'number' || dataType === 'date' ? 'ratio' : 'ordinal',
    filter: { language: 'kuery', query: `${field}: *` },
    params: { sortField: '@timestamp', showArrayValues: false },
  });
}

/** The values of a field that have most by another column. */
export function top(
  field: string,
  label: string,
  options: { size: number; by: Column; dataType?: DataType; withoutValue?: boolean },
): Column {
  const { size, by, dataType = 'string', withoutValue = false } = options;
  return column(`top ${field}`, label, {
    operationType: 'terms',
    dataType,
    isBucketed: true,
    scale: 'ordinal',
    sourceField: field,
    params: {
      size,
      orderBy: { type: 'column', columnId: by.id },
      orderDirection: 'desc',
      // Lens counts documents without the field only beside those of other values.
      otherBucket: withoutValue,
      missingBucket: withoutValue,
      parentFormat: { id: 'terms' },
      include: [],
      exclude: [],
      includeIsRegex: false,
      excludeIsRegex: false,
    },
  });
}

/** A group for each named query. */
export function groups(label: string, queries: readonly { label: string; query: string }[]): Column {
  return column('groups', label, {
    operationType: 'filters',
    dataType: 'string',
    isBucketed: true,
    scale: 'ordinal',
    params: {
      filters: queries.map((one) => ({ label: one.label, input: { language: 'kuery', query: one.query } })),
    },
  });
}

/** Stretches of time, as long as the width allows. */
export function overTime(): Column {
  return column('time', 'Time', {
    operationType: 'date_histogram',
    dataType: 'date',
    isBucketed: true,
    scale: 'interval',
    sourceField: '@timestamp',
    params: { interval: 'auto', includeEmptyRows: true, dropPartials: false },
  });
}
