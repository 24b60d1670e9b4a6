import { nearestName } from '../base/nearest';
import type { Problem, SourceLocation } from '../base/errors';

/** A step into a pipeline definition: a key or a position. */
export type DefinitionPath = readonly (string | number)[];

/** Finds a place of a definition in its source file; undefined when it is not known. */
export type Locate = (pipeline: string, path: DefinitionPath) => SourceLocation | undefined;

export interface ProblemDetails {
  readonly code: string;
  readonly message: string;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  readonly hint?: string | undefined;
}

/** Collects what is wrong with the definitions, so that one run shows all of it. */
export class DefinitionProblems {
  readonly list: Problem[] = [];

  constructor(private readonly locate: Locate | undefined) {}

  add(pipeline: string, path: DefinitionPath, details: ProblemDetails): void {
    this.list.push({ ...details, location: this.locate?.(pipeline, path) });
  }
}

export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const nearest = nearestName(name, known);
  return nearest === undefined ? undefined : `Did you mean "${nearest}"?`;
}

/** A value of a definition as it is shown in a message, cut to a readable length. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
