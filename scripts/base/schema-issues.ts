import type { ZodError } from 'zod';

/** What a schema has against a value, at one place of it. */
export interface SchemaIssue {
  readonly path: readonly (string | number)[];
  /** In zod's words, e.g. `Invalid input: expected string, received number`. */
  readonly message: string;
  /** Keys of the object at the path that the schema does not know; where there are some, the issue is about nothing else. */
  readonly unknownKeys: readonly string[];
}

/** One finding of zod; the members are those of its issue union that are read here. */
interface Issue {
  readonly code: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
  /** What each branch of a union has against the value. */
  readonly errors?: readonly (readonly Issue[])[];
}

/** The issues of a failed check, a path each; of a union those of the branch that the value fits best. */
export function schemaIssues({ issues }: ZodError): SchemaIssue[] {
  return (issues as readonly Issue[])
    .flatMap((issue) => closestBranch(issue, []))
    .map(({ path, message, keys = [] }) => ({
      path: path.map((step) => (typeof step === 'number' ? step : String(step))),
      message,
      unknownKeys: keys,
    }));
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: unknown, path: SchemaIssue['path']): unknown {
  return path.reduce<unknown>(
    (parent, step) =>
      typeof parent === 'object' && parent !== null && Object.hasOwn(parent, step)
        ? (parent as Record<string, unknown>)[step]
        : undefined,
    value,
  );
}

/** A value as an error shows it: JSON, cut where it is long. */
export function shortened(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Of a failed union, the branch that fits best says what is wrong; the others only confuse. */
function closestBranch(issue: Issue, parents: readonly PropertyKey[]): Issue[] {
  const path = [...parents, ...issue.path];
  const branches = issue.errors ?? [];
  if (issue.code !== 'invalid_union' || branches.length === 0) return [{ ...issue, path }];
  const ranked = [...branches].sort((a, b) => misfit(a) - misfit(b) || a.length - b.length);
  return (ranked[0] ?? []).flatMap((inner) => closestBranch(inner, path));
}

/** How far a branch is from what was meant: it is of another `type`, it wants another JSON type, or neither. */
function misfit(branch: readonly Issue[]): number {
  if (branch.some(({ path }) => path[0] === 'type')) return 2;
  return branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0) ? 1 : 0;
}
