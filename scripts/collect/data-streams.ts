/** The data streams that a collector writes to, all in one namespace. */
export interface DataStreams {
  readonly audit: string;
  readonly collector: string;
  readonly pimAlert: string;
  readonly deadLetter: string;
}

export function dataStreams(namespace: string): DataStreams {
  const named = (dataset: string): string => `logs-o365_rulepack.${dataset}-${namespace}`;
  return {
    audit: named('audit'),
    collector: named('collector'),
    pimAlert: named('pim_alert'),
    deadLetter: named('dead_letter'),
  };
}
