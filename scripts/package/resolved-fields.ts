import { EcsFlat } from '@elastic/ecs';
import type { FieldDefinition } from '../content';

/** A field as the package states it: with its type, and nothing that refers to another place. */
export interface ResolvedField extends Omit<FieldDefinition, 'external' | 'fields'> {
  readonly description?: string | undefined;
  readonly fields?: readonly ResolvedField[] | undefined;
}

/** What of an ECS field a fields file can say, in the order in which it is written. */
const ECS_MEMBERS = [
  'type',
  'description',
  'ignore_above',
  'index',
  'doc_values',
  'object_type',
  'normalize',
  'multi_fields',
] as const;

type EcsMember = (typeof ECS_MEMBERS)[number];
type EcsDefinition = Readonly<Partial<Record<EcsMember, unknown>>>;

/** Fields with `external: ecs` filled in; what the source says itself goes first. A built package has none of them. */
export function resolvedFields(fields: readonly FieldDefinition[]): ResolvedField[] {
  return fields.map((field) => {
    const { name, external, fields: members, ...own } = field;
    return {
      name,
      ...(external === 'ecs' && ecsDefinition(name)),
      ...own,
      ...(members !== undefined && { fields: resolvedFields(members) }),
    };
  });
}

function ecsDefinition(name: string): Partial<ResolvedField> {
  const field = (EcsFlat as unknown as Readonly<Record<string, EcsDefinition | undefined>>)[name];
  if (field === undefined) return {};
  const members = ECS_MEMBERS.flatMap((member): [EcsMember, unknown][] => {
    const value = field[member];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
    return [[member, member === 'multi_fields' ? multiFields(value) : value]];
  });
  return Object.fromEntries(members);
}

/** Without `flat_name`, which is for ECS' own tools. */
function multiFields(value: unknown): { name: string; type: string }[] {
  return (value as { name: string; type: string }[]).map(({ name, type }) => ({ name, type }));
}
