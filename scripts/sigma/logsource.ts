import type { Rule } from '../content';
import { notExpressible } from './not-expressible';

export interface SigmaLogsource {
  readonly product: string;
  readonly service?: string | undefined;
  /** How the events must arrive; tools show it and do not evaluate it. */
  readonly definition: string;
}

/**
 * By event.dataset, the names of the Sigma taxonomy appendix 2.1.0 (M365, Azure). Heartbeats of collectors are this
 * pack’s own, so no published name fits.
 */
const LOGSOURCES: ReadonlyMap<string, { readonly product: string; readonly service: string }> = new Map([
  ['o365.audit', { product: 'm365', service: 'audit' }],
  ['azure.auditlogs', { product: 'azure', service: 'auditlogs' }],
  ['azure.activitylogs', { product: 'azure', service: 'activitylogs' }],
  ['entra.pim_alert', { product: 'azure', service: 'pim' }],
  ['o365.collector', { product: 'o365_rulepack', service: 'collector' }],
]);

/** The log source of a rule; of several services of one product, the product alone. */
export function logsourceOf({ streams }: Pick<Rule, 'streams'>): SigmaLogsource {
  const known = streams.map(({ dataset }) => {
    return LOGSOURCES.get(dataset) ?? notExpressible(`Sigma has no log source for \`${dataset}\``);
  });
  const products = [...new Set(known.map(({ product }) => product))];
  const services = [...new Set(known.map(({ service }) => service))];
  const [product = ''] = products;
  if (products.length > 1)
    return notExpressible(`it reads ${products.join(' and ')}, and a rule has one product`);
  const definition = [...new Set(streams.map(({ config }) => config.arrival))].join('\n\n');
  return { product, ...(services.length === 1 && { service: services[0] }), definition };
}
