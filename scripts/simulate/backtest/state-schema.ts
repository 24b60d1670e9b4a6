import { z } from '../../base/zod';
import type { RuleProgress } from './progress';

/** Rises whenever what is kept of a rule means something else than before. */
export const FORMAT = 1;

const count = z.number().int().min(0);
const list = z.array(z.looseObject({}));

const progress = z.looseObject({
  days: z.array(count),
  delays: z.array(z.tuple([z.number(), count])),
  matched: count,
  late: count,
  truncatedRuns: count,
  duplicates: count,
  recent: z.array(z.looseObject({ id: z.string(), eventId: z.string().optional(), at: z.number() })),
  state: z.looseObject({ thresholdHistory: list, groupHistory: list, suppression: list }),
});

const file = z.looseObject({
  format: z.literal(FORMAT),
  url: z.string(),
  from: z.string(),
  to: z.string(),
  settings: z.string(),
  rules: z.record(z.string(), progress),
});

/** Progress as it stands on disk. */
export interface KeptProgress {
  readonly format: number;
  readonly url: string;
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  /** A hash of the rules as they were run. */
  readonly settings: string;
  readonly rules: Readonly<Record<string, RuleProgress>>;
}

/** What a file holds; `other version` or `damaged` where it is not to be read. */
export function readKept(text: string): KeptProgress | 'damaged' | 'other version' {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'damaged';
  }
  const versioned = z.looseObject({ format: z.number() }).safeParse(value);
  if (versioned.success && versioned.data.format !== FORMAT) return 'other version';
  return file.safeParse(value).success ? (value as KeptProgress) : 'damaged';
}
