import type { JsonObject } from '../base/json';
import type { YamlPath } from '../base/yaml';
import type { Edit, Severity } from './finding';
import type { RuleJson } from './rule-json';
import type { RuleFileSubject, RuleSubject } from './subject';

/** What a check found, before it is given its place. */
export interface Found {
  /** In the rule as Kibana imports it, or in the YAML file for a check of its form; absent: the file as a whole. */
  readonly path?: YamlPath;
  /** In the text of the file, instead of a path. */
  readonly offset?: number;
  /** Points at the key of the path instead of its value. */
  readonly atKey?: boolean;
  /** Text at or below the path, to point at; and what mends it in place. */
  readonly snippet?: string;
  readonly replacement?: string;
  readonly message: string;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  /** Instead of what the check says of mending in general. */
  readonly hint?: string | undefined;
  readonly edits?: readonly Edit[];
}

/** What the documentation says of a check. */
export interface CheckPage {
  /** Stable and in capitals. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence: what is demanded. */
  readonly title: string;
  readonly why: string;
  /** What it refuses, a line or a few. */
  readonly bad: string;
  /** How to mend it; the hint of its findings. */
  readonly mend: string;
  readonly fixable?: boolean;
}

/** Looks at the body of a rule, whether it comes from the pack or from a JSON file. */
export interface RuleCheck extends CheckPage {
  run(subject: RuleSubject): Iterable<Found>;
}

/** Looks at the form of a rule's YAML file. */
export interface FormCheck extends CheckPage {
  run(subject: RuleFileSubject): Iterable<Found>;
}

/** Looks at a JSON file as such. */
export interface FileCheck extends CheckPage {
  run(file: RuleJson): Iterable<Found>;
}

/** A rule among others. */
export interface SetMember {
  readonly file: string;
  /** The folder or NDJSON file whose rules are imported together. */
  readonly set: string;
  readonly body: JsonObject;
}

/** Looks at several rules beside each other. */
export interface SetCheck extends CheckPage {
  run<T extends SetMember>(rules: readonly T[]): Iterable<{ readonly rule: T; readonly found: Found }>;
}
