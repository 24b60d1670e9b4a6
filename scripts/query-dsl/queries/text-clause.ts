import type { FieldAccess } from '../document/scope';
import { isStringLike, isText } from '../mapping/field-definition';
import type { TextTest } from '../values/wildcard';
import type { Clause, CompileContext } from './context';
import { anyValueClause } from './value-clause';

/** A clause that holds when any term of the field has the form: a token of a text field, else a value. */
export function anyTermClause(access: FieldAccess, { scope }: CompileContext, test: TextTest): Clause {
  if (!isText(access.field)) return anyValueClause(access.values, (value) => test(String(value)));
  const tokens = scope.tokensOf(access.field);
  return { matches: (document) => tokens.read(document).some((value) => value.some(test)) };
}

/** Does the field take wildcard and prefix queries? The root of a flattened field does too. */
export function takesPatterns({ field }: FieldAccess): boolean {
  return isStringLike(field) || field.type === 'flattened';
}
