import table from './ecs-fields.json';
import type { FieldDefinition } from './stream-schema';

export type EcsField = FieldDefinition & { readonly type: string };

/**
 * The fields of the Elastic Common Schema by their full name, with what a mapping takes from them. `npm run schemas`
 * writes the table: the whole schema has 1.5 MB, which would be read at every start.
 */
export function ecsFields(): Readonly<Record<string, Omit<EcsField, 'name'>>> {
  return table;
}
