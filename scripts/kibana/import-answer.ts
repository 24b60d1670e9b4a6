import { z } from '../base/zod';
import { printable } from './printable';

const count = z.int().min(0);

const message = z.string().transform(printable);

const importError = z.object({
  id: z.string().optional(),
  rule_id: z.string().optional(),
  list_id: z.string().optional(),
  item_id: z.string().optional(),
  error: z.object({ status_code: z.int(), message }),
});

/**
 * What Kibana answers to an import (ImportRulesResponse of its detection engine API, version 2023-10-31). Members that
 * came with later versions may be missing; unknown ones are left aside.
 */
const importAnswer = z.object({
  success: z.boolean(),
  success_count: count,
  /** Lines that Kibana read as rules. */
  rules_count: count.optional(),
  /** Of success_count: rules that were already as sent. */
  unchanged_count: count.optional(),
  errors: z.array(importError),
  exceptions_success: z.boolean().default(true),
  exceptions_success_count: count.default(0),
  exceptions_errors: z.array(importError).default([]),
  action_connectors_success: z.boolean().default(true),
  action_connectors_success_count: count.default(0),
  action_connectors_errors: z.array(importError).default([]),
  action_connectors_warnings: z.array(z.object({ message })).default([]),
});

export type ImportAnswer = z.infer<typeof importAnswer>;
export type ImportError = z.infer<typeof importError>;

/** The answer, or undefined when the JSON has another shape. */
export function readImportAnswer(value: unknown): ImportAnswer | undefined {
  return importAnswer.safeParse(value).data;
}
