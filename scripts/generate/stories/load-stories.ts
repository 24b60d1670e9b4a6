import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ContentError } from '../../base/errors';
import type { Problem } from '../../base/errors';
import { durationMilliseconds } from '../../base/duration';
import { isJsonObject } from '../../base/json';
import type { JsonValue } from '../../base/json';
import type { YamlDocument, YamlPath } from '../../base/yaml';
import { ContentReader, nearest } from '../../content';
import { isGuidPlaceholder, knownPlaceholders, RESERVED_NAMES } from './placeholders';
import { ID_POINTERS, recordId } from './record-id';
import { placeholdersOf, StoryRecord } from './story-record';
import { storySchema } from './story-schema';
import type { StepFile, StoryFile } from './story-schema';
import type { Step, Story } from './story';

/**
 * The stories of fixtures/stories/, or of the files that are named. Throws one ContentError with everything that is
 * wrong: an unknown key, rule, member of the cast or placeholder, two steps of one name.
 *
 * @param root the pack's root, to which errors name places relatively
 * @param slugs the rules of the pack
 */
export function loadStories(root: string, slugs: readonly string[], files?: readonly string[]): Story[] {
  const reader = new ContentReader(root);
  const paths =
    files?.map((file) => resolve(file)) ?? reader.files(join(root, 'fixtures', 'stories'), '.yml');
  const stories = paths.flatMap((path) => {
    if (!existsSync(path)) {
      reader.problems.push({
        code: 'STORY_MISSING_FILE',
        message: `there is no story ${reader.name(path)}`,
        found: reader.name(path),
        hint: 'Name files such as fixtures/stories/password-spray.yml, or leave out --stories for all of them.',
      });
      return [];
    }
    const checked = reader.checked(path, storySchema);
    if (!checked) return [];
    const check = new StoryCheck(checked.document, checked.value, basename(path, '.yml'), slugs);
    reader.problems.push(...check.problems());
    return [checked.value];
  });
  reader.problems.push(...repeatedNames(stories));
  if (reader.problems.length > 0) throw new ContentError(reader.problems);
  return stories.map(storyOf);
}

function repeatedNames(stories: readonly StoryFile[]): Problem[] {
  return stories
    .filter(({ story }, index) => stories.findIndex((other) => other.story === story) < index)
    .map(({ story }) => ({
      code: 'STORY_DUPLICATE',
      message: `two stories are called “${story}”`,
      found: story,
      hint: 'Name each file once.',
    }));
}

function storyOf({ story, title, cast, steps }: StoryFile): Story {
  let at = 0;
  const made = steps.map((file): Step => {
    at += durationMilliseconds(file.after);
    const { step: name, title, who, from, repeat, every, stream, rules, record } = file;
    return {
      name,
      title,
      who,
      from,
      at,
      repeat,
      every: durationMilliseconds(every),
      stream,
      rules,
      template: new StoryRecord(record),
    };
  });
  const duration = Math.max(...made.map((step) => step.at + (step.repeat - 1) * step.every));
  return { name: story, title, cast: new Map(Object.entries(cast)), steps: made, duration };
}

/** What the schema cannot say of a story. */
class StoryCheck {
  readonly #cast: readonly string[];
  readonly #placeholders: readonly string[];

  constructor(
    private readonly document: YamlDocument,
    private readonly file: StoryFile,
    private readonly fileName: string,
    private readonly slugs: readonly string[],
  ) {
    this.#cast = Object.keys(file.cast);
    this.#placeholders = knownPlaceholders(this.#cast);
  }

  problems(): Problem[] {
    const { file } = this;
    const found = this.#cast
      .filter((name) => RESERVED_NAMES.has(name))
      .map((name) =>
        this.#problem('STORY_RESERVED_NAME', ['cast', name], name, 'this name has a meaning of its own', ''),
      );
    if (file.story !== this.fileName) {
      found.push(
        this.#problem(
          'STORY_MISPLACED',
          ['story'],
          file.story,
          `the story “${file.story}” stands in ${this.fileName}.yml`,
          '',
        ),
      );
    }
    return [...found, ...file.steps.flatMap((step, index) => this.#step(step, index))];
  }

  #step(step: StepFile, index: number): Problem[] {
    const path = ['steps', index];
    const found: Problem[] = [];
    const first = this.file.steps.findIndex((other) => other.step === step.step);
    if (first < index) {
      found.push(
        this.#problem(
          'STORY_DUPLICATE_STEP',
          [...path, 'step'],
          step.step,
          `two steps are called “${step.step}”`,
          '',
        ),
      );
    }
    if (!this.#cast.includes(step.who)) {
      found.push(
        this.#problem(
          'STORY_UNKNOWN_PERSON',
          [...path, 'who'],
          step.who,
          `“${step.who}” is not in the cast`,
          nearest(step.who, this.#cast),
        ),
      );
    }
    step.rules.forEach((slug, place) => {
      if (this.slugs.includes(slug)) return;
      found.push(
        this.#problem(
          'STORY_UNKNOWN_RULE',
          [...path, 'rules', place],
          slug,
          `the pack has no rule “${slug}”`,
          nearest(slug, this.slugs),
        ),
      );
    });
    const id = recordId(step.record, step.stream);
    if (typeof id !== 'string' || !id.includes('{{id}}')) {
      found.push(
        this.document.problem([...path, 'record'], {
          code: 'STORY_NO_ID',
          message: `the record has no {{id}} at ${ID_POINTERS[step.stream]}`,
          hint: 'Each record needs an id of its own: the labels name records by it.',
        }),
      );
    }
    return [...found, ...this.#texts(step.record, [...path, 'record'])];
  }

  /** Unknown placeholders anywhere in a record. */
  #texts(value: JsonValue, path: YamlPath): Problem[] {
    if (Array.isArray(value)) return value.flatMap((item, index) => this.#texts(item, [...path, index]));
    if (isJsonObject(value)) {
      return Object.keys(value).flatMap((key) => [
        ...this.#unknown(key, [...path, key]),
        ...this.#texts(value[key] ?? null, [...path, key]),
      ]);
    }
    return typeof value === 'string' ? this.#unknown(value, path) : [];
  }

  #unknown(text: string, path: YamlPath): Problem[] {
    return placeholdersOf(text)
      .filter((name) => !this.#placeholders.includes(name) && !isGuidPlaceholder(name))
      .map((name) =>
        this.#problem(
          'STORY_UNKNOWN_PLACEHOLDER',
          path,
          `{{${name}}}`,
          'nothing of the tenant goes by this placeholder',
          nearest(name, this.#placeholders),
        ),
      );
  }

  #problem(code: string, path: YamlPath, found: string, message: string, suggestion: string): Problem {
    return this.document.problem(path, {
      code,
      message,
      found,
      hint: `Correct it${suggestion}; docs/generating.md has what stories may say.`,
    });
  }
}
