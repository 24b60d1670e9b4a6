import { ContentError } from '../base/errors';
import type { Problem } from '../base/errors';
import { lineOf, locationAt } from '../base/source-text';
import { YamlDocument } from '../base/yaml';
import { validateYaml } from '../content';
import { LOCK_FORMAT, lockSchema } from './lock-schema';
import type { Lock } from './lock-schema';
import { LOCK_FILE, lockDigest, lockText } from './lock-text';

/** A lock that was read, and its file for the places of problems. */
export interface ReadLock {
  readonly lock: Lock;
  readonly document: YamlDocument;
}

/**
 * Reads the text of a lock. Throws ContentError: merge-conflict markers (`LOCK_CONFLICT`), no JSON (`LOCK_NOT_JSON`), a
 * format of another program (`LOCK_FORMAT`), an entry twice (`LOCK_DUPLICATE_ENTRY`), wrong members
 * (`LOCK_INVALID_ENTRY`) and edits by hand (`LOCK_EDITED`). `file` is the name for messages.
 */
export function parseLock(text: string, file = LOCK_FILE): ReadLock {
  refuseConflict(text, file);
  refuseNoJson(text, file);
  const document = locatable(text, file);
  refuseFormat(document);
  const checked = validateYaml(document, lockSchema);
  if (!checked.ok) {
    const hint = `${MEND} Only npm run bump writes this file.`;
    throw new ContentError(
      checked.problems.map((problem) => ({ ...problem, code: 'LOCK_INVALID_ENTRY', hint })),
    );
  }
  refuseEdits(document, checked.value, checked.value.digest);
  return { lock: checked.value, document };
}

const MEND =
  'Take the file back from git (git checkout HEAD -- package-content/versions.lock.json) and run npm run bump.';

function refuseConflict(text: string, file: string): void {
  const marked = text
    .split('\n')
    .flatMap((line, index) => (/^(<{7}|\|{7}|={7}|>{7})( |\r?$)/.test(line) ? [index + 1] : []));
  const [first] = marked;
  if (first === undefined) return;
  throw new ContentError({
    code: 'LOCK_CONFLICT',
    message: `${file} holds the marks of a merge conflict in the lines ${marked.join(', ')}`,
    location: { file, line: first, column: 1 },
    excerpt: lineOf(text, first),
    hint: 'Do not merge it by hand: npm run bump -- --since <the branch that you merge, e.g. origin/main> writes it anew.',
  });
}

function refuseNoJson(text: string, file: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const position = /at position (\d+)/.exec(reason)?.[1];
    const location = locationAt(file, text, position === undefined ? 0 : Number(position));
    throw new ContentError({
      code: 'LOCK_NOT_JSON',
      message: `${file} is not JSON: ${reason}`,
      location,
      excerpt: lineOf(text, location.line),
      hint: MEND,
    });
  }
}

/** JSON is YAML, and a YAML document knows its places; it also refuses a key that is there twice. */
function locatable(text: string, file: string): YamlDocument {
  try {
    return new YamlDocument(file, text);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const [problem] = error.problems;
    if (problem === undefined) throw error;
    const message = `an entry of ${file} is there twice: ${problem.message}`;
    throw new ContentError({ ...problem, code: 'LOCK_DUPLICATE_ENTRY', message, hint: MEND });
  }
}

function refuseFormat(document: YamlDocument): void {
  const format: unknown = (document.value as { readonly format?: unknown } | null)?.format;
  if (format === LOCK_FORMAT) return;
  throw new ContentError(
    document.problem(['format'], {
      code: 'LOCK_FORMAT',
      message: `${document.file} has a form that this program does not know`,
      found: format === undefined ? 'no “format”' : JSON.stringify(format),
      expected: `"format": ${LOCK_FORMAT}`,
      hint: 'Use the version of the program that wrote it, or take the file back from git.',
    }),
  );
}

function refuseEdits(document: YamlDocument, lock: Lock, digest: string): void {
  if (lockDigest(lock) !== digest) {
    throw new ContentError(
      document.problem(['digest'], {
        code: 'LOCK_EDITED',
        message: `${document.file} was edited by hand: its digest is not that of its entries`,
        hint: MEND,
      }),
    );
  }
  const problem = firstDifference(document, lockText(lock));
  if (problem) throw new ContentError({ ...problem, hint: MEND });
}

/** Where the file begins to differ from a text; undefined where it does not. */
export function firstDifference({ file, text }: YamlDocument, expected: string): Problem | undefined {
  const lines = text.split('\n');
  const wanted = expected.split('\n');
  const index = lines.findIndex((line, position) => line !== wanted[position]);
  if (index < 0 && lines.length === wanted.length) return undefined;
  const line = index < 0 ? lines.length : index + 1;
  return {
    code: 'LOCK_EDITED',
    message: `${file} is not written as npm run bump writes it, from line ${line} on`,
    location: { file, line, column: 1 },
    found: lines[line - 1]?.trim(),
    expected: wanted[line - 1]?.trim(),
  };
}
