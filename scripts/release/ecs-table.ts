import { EcsFlat } from '@elastic/ecs';
import type { EcsField } from '../content';

/** What a field has beside its descriptions, examples and hints for Kibana. */
const MEMBERS = ['type', 'ignore_above', 'index', 'doc_values', 'object_type'] as const;

/** scripts/content/ecs-fields.json: the Elastic Common Schema, reduced to what a mapping needs; a line a field. */
export function ecsTable(): string {
  const fields = Object.entries<EcsField>(EcsFlat).map(
    ([name, field]) => `  ${JSON.stringify(name)}: ${JSON.stringify(reduce(field))}`,
  );
  return `{\n${fields.join(',\n')}\n}\n`;
}

function reduce(field: EcsField): object {
  return {
    ...Object.fromEntries(MEMBERS.map((member) => [member, field[member]])),
    multi_fields: field.multi_fields?.map(({ name, type }) => ({ name, type })),
  };
}
