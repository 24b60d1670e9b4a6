import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { ZodType } from 'zod';
import { ContentError } from '../base/errors';
import type { Problem } from '../base/errors';
import { YamlDocument } from '../base/yaml';
import { validateYaml } from './validate';

/** Reads the pack's files and collects what is wrong with them, so that one run reports everything. */
export class ContentReader {
  readonly problems: Problem[] = [];

  constructor(readonly root: string) {}

  /** Path relative to the root, with forward slashes, as errors name it. */
  name(path: string): string {
    return relative(this.root, path).split(sep).join('/');
  }

  text(path: string): string | undefined {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      this.problems.push({
        code: 'CONTENT_MISSING_FILE',
        message: `${this.name(path)} is missing or cannot be read`,
        hint: 'Restore it, e.g. with git checkout.',
      });
      return undefined;
    }
  }

  yaml(path: string): YamlDocument | undefined {
    const text = this.text(path);
    if (text === undefined) return undefined;
    return this.attempt(() => new YamlDocument(this.name(path), text));
  }

  /** Reads a YAML file and checks it against a schema; undefined when something is wrong with it. */
  checked<T>(path: string, schema: ZodType<T>): { document: YamlDocument; value: T } | undefined {
    const document = this.yaml(path);
    if (!document) return undefined;
    const result = validateYaml(document, schema);
    if (result.ok) return { document, value: result.value };
    this.problems.push(...result.problems);
    return undefined;
  }

  /** Runs a step whose ContentError is to be collected instead of thrown. */
  attempt<T>(step: () => T): T | undefined {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      this.problems.push(...error.problems);
      return undefined;
    }
  }

  /** Files with an ending under a folder, sorted; an absent folder is empty. */
  files(folder: string, ending: string): string[] {
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => join(folder, name));
  }

  throwIfProblems(): void {
    if (this.problems.length > 0) throw new ContentError(this.problems);
  }
}
