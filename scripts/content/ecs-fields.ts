import { EcsFlat } from '@elastic/ecs';
import type { FieldDefinition } from './stream-schema';

type EcsField = FieldDefinition & { readonly type: string };

/** The fields of the Elastic Common Schema by their full name, with type and multi-fields. */
export function ecsFields(): Readonly<Record<string, EcsField>> {
  return EcsFlat;
}
