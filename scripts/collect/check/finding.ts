export type Level = 'ok' | 'warning' | 'error';

/** What a check found about a part of the configuration. */
export interface Finding {
  readonly level: Level;
  /** The name of a tenant, `Elasticsearch`, `state` or `dead letters`. */
  readonly about: string;
  readonly what: string;
  /** What to do about it, and where. */
  readonly cure?: string | undefined;
}

/** Makes the findings about one part. */
export function findingsAbout(about: string): Record<Level, (what: string, cure?: string) => Finding> {
  const of =
    (level: Level) =>
    (what: string, cure?: string): Finding => ({ level, about, what, cure });
  return { ok: of('ok'), warning: of('warning'), error: of('error') };
}
