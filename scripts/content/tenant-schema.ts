import { z } from '../base/zod';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:00');

/** Known to the time zone database; Elasticsearch knows the same names. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** package-content/tenant.yml: what a customer edits. */
export const tenantSchema = z.strictObject({
  lists: z
    .record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.array(z.string().min(1)).min(1))
    .describe('Lists by name, for use in queries; `*` in a value is a wildcard.'),
  office_hours: z
    .strictObject({
      time_zone: z
        .string()
        .refine(isTimeZone, 'a time zone such as Europe/Berlin')
        .describe('IANA name, e.g. Europe/Berlin.'),
      days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1),
      start: time,
      end: time,
    })
    .refine(({ start, end }) => start < end, 'office hours that start before they end')
    .describe('When work is expected; everything else is off-hours.'),
});

export type Tenant = z.infer<typeof tenantSchema>;
