import type { Rule } from '../content';
import { eventsOf } from '../eql';
import type { EqlCondition } from '../eql';
import type { KqlNode } from '../kql';

/**
 * One way to fulfil a query: by field the texts one of which a document must have there, exactly; booleans as text. What
 * else the query asks for is left out, so that a document may fulfil the demands and not the query, never the other way round.
 */
export type Demands = ReadonlyMap<string, readonly string[]>;

/** Nothing is demanded, or nothing that is understood here. */
const NO_DEMANDS: readonly Demands[] = [new Map()];

/** With more ways than this it is cheaper to demand less. */
const MANY_WAYS = 32;

/** The ways to fulfil a rule's query; of EQL those of any of its events. A document that fulfils none cannot match. */
export function demandsOf(rule: Rule): readonly Demands[] {
  switch (rule.type) {
    case 'eql':
      return eventsOf(rule.eql).flatMap(({ condition }) => ofCondition(condition));
    case 'esql':
      return NO_DEMANDS;
    default:
      return kqlDemands(rule.ast);
  }
}

/** The ways to fulfil a KQL query. */
export function kqlDemands(node: KqlNode): readonly Demands[] {
  switch (node.type) {
    case 'and':
      return all(node.children.map(kqlDemands));
    case 'or':
      return any(node.children.map(kqlDemands));
    case 'is': {
      const { field, value } = node;
      return field?.type === 'literal' && value.type === 'literal' && value.value !== null
        ? [new Map([[String(field.value), [String(value.value)]]])]
        : NO_DEMANDS;
    }
    default:
      return NO_DEMANDS;
  }
}

function ofCondition(node: EqlCondition): readonly Demands[] {
  switch (node.type) {
    case 'and':
      return all(node.children.map(ofCondition));
    case 'or':
      return any(node.children.map(ofCondition));
    case 'compare': {
      const { field, operator, ofLength, value } = node;
      return operator === '==' && !ofLength && typeof value.value !== 'number' && value.value !== null
        ? [new Map([[field.name, [String(value.value)]]])]
        : NO_DEMANDS;
    }
    case 'match': {
      const texts = node.values.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
      return node.operator === 'in' && texts.length === node.values.length
        ? [new Map([[node.field.name, texts]])]
        : NO_DEMANDS;
    }
    default:
      return NO_DEMANDS;
  }
}

function all(children: readonly (readonly Demands[])[]): readonly Demands[] {
  return children.reduce((ways, child) => {
    if (ways.length * child.length > MANY_WAYS) return ways.length <= child.length ? ways : child;
    // A field of several values may have one for each demand: the first one is kept, as each is necessary.
    return ways.flatMap((way) => child.map((other) => new Map([...other, ...way])));
  }, NO_DEMANDS);
}

/** Ways by one field alone are one way with more texts; a way without demands makes the others idle. */
function any(children: readonly (readonly Demands[])[]): readonly Demands[] {
  const ways = children.flat();
  const [first] = ways;
  if (ways.some((way) => way.size === 0)) return NO_DEMANDS;
  const [field] = first?.keys() ?? [];
  if (field === undefined || !ways.every((way) => way.size === 1 && way.has(field))) return ways;
  return [new Map([[field, ways.flatMap((way) => way.get(field) ?? [])]])];
}
