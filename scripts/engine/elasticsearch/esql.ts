import type { JsonObject, JsonValue } from '../../base/json';
import { mapEsqlPatterns } from '../../content';
import type { EsqlRequest } from '../../detection';
import type { Connection } from './connection';
import type { RunNames } from './names';

interface EsqlAnswer {
  readonly columns: readonly { readonly name: string }[];
  readonly values: readonly (readonly JsonValue[])[];
}

/** Asks as Kibana's detection engine does: `_query` with the window as a filter. */
export async function esqlSearch(
  connection: Connection,
  names: RunNames,
  { query, filter }: EsqlRequest,
): Promise<readonly JsonObject[]> {
  const { columns, values } = await connection.send<EsqlAnswer>({
    method: 'POST',
    path: '/_query',
    body: { query: mapEsqlPatterns(query, (pattern) => names.addToPattern(pattern)), filter },
  });
  return values.map((row) => {
    const named = columns.map(({ name }, index): [string, JsonValue] => {
      const value = row[index] ?? null;
      return [name, name === '_index' && typeof value === 'string' ? names.strip(value) : value];
    });
    return Object.fromEntries(named);
  });
}
