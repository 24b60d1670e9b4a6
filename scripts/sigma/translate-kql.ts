import type { KqlNode, KqlTerm } from '../kql';
import { isLoneStar, termText } from '../kql';
import type { FieldDefinition, KnownFields } from '../query-dsl';
import { namePattern } from '../query-dsl';
import { equality, range } from './comparison';
import type { SigmaExpression, SigmaItem } from './expression';
import { and, not, or, selection } from './expression';
import { notExpressible } from './not-expressible';

/**
 * A KQL query in Sigma’s terms, given the fields by whose types its values compare. A field name with stars becomes
 * every declared field that fits, as Kibana expands it. Throws {@link NotExpressible}.
 */
export function translateKql(node: KqlNode, fields: KnownFields): SigmaExpression {
  return new Translation(fields).expression(node);
}

class Translation {
  readonly #targets = new Map<string, readonly FieldDefinition[]>();

  constructor(private readonly fields: KnownFields) {}

  expression(node: KqlNode): SigmaExpression {
    switch (node.type) {
      case 'and':
        return and(node.children.map((child) => this.expression(child)));
      case 'or':
        return or(node.children.map((child) => this.expression(child)));
      case 'not':
        return not(this.expression(node.child));
      case 'is':
        if (node.field !== null && isLoneStar(node.field) && isLoneStar(node.value)) return everything();
        return this.#anyOf(node.field, (field) => equality(node, field));
      case 'range':
        return this.#anyOf(node.field, (field) => range(node, field));
      case 'nested':
        return notExpressible('it asks for values within one nested object');
      case 'match_all':
        return everything();
    }
  }

  #anyOf(term: KqlTerm | null, compare: (field: FieldDefinition) => SigmaItem): SigmaExpression {
    if (term === null)
      return notExpressible('it searches without a field, and a Sigma keyword means part of a text');
    return or(this.#fieldsOf(term).map((field) => selection([compare(field)])));
  }

  #fieldsOf(term: KqlTerm): readonly FieldDefinition[] {
    const text = termText(term);
    if (term.type === 'literal') return [this.#known(text)];
    const known = this.#targets.get(text);
    if (known !== undefined) return known;
    const names = this.fields.names().filter(namePattern(text));
    if (names.length === 0) return notExpressible(`no declared field fits \`${text}\``);
    const targets = names.map((name) => this.#known(name));
    this.#targets.set(text, targets);
    return targets;
  }

  #known(name: string): FieldDefinition {
    const field = this.fields.lookup(name);
    if (field === undefined) return notExpressible(`the type of \`${name}\` is not known`);
    if (field.nestedPath !== undefined) return notExpressible(`\`${name}\` is within a nested object`);
    return field;
  }
}

function everything(): never {
  return notExpressible('it matches every document, and a Sigma rule must compare something');
}
