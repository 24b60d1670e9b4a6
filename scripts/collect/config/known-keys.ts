import { z } from '../../base/zod';
import { collectorFileSchema } from './file-schema';

/** All keys of the configuration, for suggestions; the schema is the judge. */
export const ALL_KEYS: readonly string[] = [
  ...new Set(keysOf(z.toJSONSchema(collectorFileSchema, { io: 'input' }))),
];

function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'properties' ? [...Object.keys(value as object), ...keysOf(value)] : keysOf(value),
  );
}
