import type { PreparedDocument } from '../document/prepared-document';
import type { Scope } from '../document/scope';
import type { FieldCatalogue } from '../mapping/field-catalogue';
import type { QueryClock } from '../values/scalar';
import type { QueryDsl } from '../types';
import type { FieldAccess } from '../document/scope';

/** Tells whether a document matches. */
export type Matcher = (document: PreparedDocument) => boolean;

/** A compiled clause. What is known beyond the matcher lets `bool` merge clauses. */
export interface Clause {
  readonly matches: Matcher;
  /** The clause holds exactly for documents that have one of these values in the field. */
  readonly terms?: { readonly access: FieldAccess; readonly values: readonly unknown[] } | undefined;
  /** The clause holds for every document, or for none. */
  readonly constant?: boolean | undefined;
}

export const matchNone: Clause = { matches: () => false, constant: false };
export const matchAll: Clause = { matches: () => true, constant: true };

/** What a clause is compiled against. */
export interface CompileContext {
  readonly fields: FieldCatalogue;
  readonly scope: Scope;
  readonly clock: QueryClock;
  /** The same context, looking at the objects of a nested path. */
  within(nestedPath: string): CompileContext;
  compile(query: QueryDsl): Clause;
}

export type QueryCompiler = (body: QueryDsl[string], context: CompileContext) => Clause;
