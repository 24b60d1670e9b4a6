import type { JsonObject } from '../base/json';
import { isJsonObject } from '../base/json';
import type { Rule } from '../content';
import { kibanaRule } from '../kibana';
import { contentHash, without } from './canonical';

/**
 * The hash of what matters to detection and display: the rule as Kibana imports it, less its version, its switch
 * (`enabled` is the customer's) and the versions of the integrations that it names, which follow their packages.
 */
export function ruleHash(rule: Rule): string {
  return bodyHash(kibanaRule(rule));
}

/** As {@link ruleHash}, of a body that was made before. */
export function bodyHash(body: JsonObject): string {
  const integrations = Array.isArray(body['related_integrations']) ? body['related_integrations'] : [];
  return contentHash({
    ...without(body, 'version', 'enabled'),
    related_integrations: integrations.map((one) => (isJsonObject(one) ? without(one, 'version') : one)),
  });
}
