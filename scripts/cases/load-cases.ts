import { basename, dirname, join } from 'node:path';
import type { Problem } from '../base/errors';
import type { YamlDocument, YamlPath } from '../base/yaml';
import { ContentReader, nearest } from '../content';
import type { Pack, Rule } from '../content';
import { caseFileSchema } from './case-schema';
import type { CaseFile, HitCase, NearMissCase } from './case-schema';
import { ageMilliseconds, applyJsonPatch, CaseError, expandRecords } from './expand';
import type { ProofCase } from './proof-case';

/**
 * Loads fixtures/cases/<service>/<slug>.yml of the given rules (all, unless named). Throws one ContentError with
 * everything that is wrong: unknown rule, near miss of an unknown case, a patch that does not apply.
 */
export function loadCases(pack: Pack, rules: readonly Rule[] = pack.rules): ProofCase[] {
  const reader = new ContentReader(pack.root);
  const wanted = new Set(rules.map(({ slug }) => slug));
  const all = rules.length === pack.rules.length;
  const cases = reader.files(join(pack.root, 'fixtures', 'cases'), '.yml').flatMap((path) => {
    if (!all && !wanted.has(basename(path, '.yml'))) return [];
    return loadFile(reader, pack, path);
  });
  reader.throwIfProblems();
  return cases;
}

function loadFile(reader: ContentReader, pack: Pack, path: string): ProofCase[] {
  const checked = reader.checked(path, caseFileSchema);
  if (!checked) return [];
  const { document, value: file } = checked;
  const rule = pack.rules.find(({ slug }) => slug === file.rule);
  if (!rule) {
    const known = pack.rules.map(({ slug }) => slug);
    reader.problems.push(
      document.problem(['rule'], {
        code: 'CASE_UNKNOWN_RULE',
        message: `these cases prove “${file.rule}”, but the pack has no such rule`,
        found: file.rule,
        hint: `Name a rule by its slug${nearest(file.rule, known)}.`,
      }),
    );
    return [];
  }
  const expectedPlace = `${rule.service}/${rule.slug}`;
  const place = `${basename(dirname(path))}/${basename(path, '.yml')}`;
  if (place !== expectedPlace) {
    reader.problems.push(
      document.problem(['rule'], {
        code: 'CASE_MISPLACED',
        message: `the cases of ${rule.slug} stand in ${place}.yml`,
        expected: `fixtures/cases/${expectedPlace}.yml`,
        hint: 'Move the file: service and slug are those of the rule.',
      }),
    );
  }
  return new FileExpansion(reader.problems, pack, rule, document, file).run();
}

class FileExpansion {
  readonly #ids = new Set<string>();

  constructor(
    private readonly problems: Problem[],
    private readonly pack: Pack,
    private readonly rule: Rule,
    private readonly document: YamlDocument,
    private readonly file: CaseFile,
  ) {}

  run(): ProofCase[] {
    const hits = this.file.hits.map((hit, index) => this.#hit(hit, ['hits', index]));
    const nearMisses = this.file.near_misses.map((miss, index) =>
      this.#nearMiss(miss, ['near_misses', index]),
    );
    return [...hits, ...nearMisses].filter((one) => one !== undefined);
  }

  #hit(hit: HitCase, path: YamlPath): ProofCase | undefined {
    return this.#expand(hit, hit.id, path, {
      kind: 'hit',
      title: hit.title,
      expectedAlerts: hit.alerts ?? 1,
    });
  }

  #nearMiss(miss: NearMissCase, path: YamlPath): ProofCase | undefined {
    const hit = this.file.hits.find(({ id }) => id === miss.of);
    if (!hit) {
      const known = this.file.hits.map(({ id }) => id);
      this.problems.push(
        this.document.problem([...path, 'of'], {
          code: 'CASE_UNKNOWN_BASE',
          message: `near miss “${miss.id}” differs from “${miss.of}”, but this file has no such hit`,
          found: miss.of,
          expected: known.join(', '),
          hint: `Name one of its hits${nearest(miss.of, known)}.`,
        }),
      );
      return undefined;
    }
    const about = { kind: 'near_miss', title: miss.changed, of: miss.of, expectedAlerts: 0 } as const;
    return this.#expand(() => changed(hit, miss), miss.id, path, about);
  }

  #expand(
    definition: HitCase | (() => HitCase),
    id: string,
    path: YamlPath,
    about: Pick<ProofCase, 'kind' | 'title' | 'of' | 'expectedAlerts'>,
  ): ProofCase | undefined {
    const { rule, document } = this;
    if (this.#ids.has(id)) {
      this.problems.push(
        document.problem([...path, 'id'], {
          code: 'CASE_DUPLICATE_ID',
          message: `two cases of ${rule.slug} are called “${id}”`,
          found: id,
          hint: 'Rename one.',
        }),
      );
    }
    this.#ids.add(id);
    try {
      const whole = typeof definition === 'function' ? definition() : definition;
      const records = expandRecords(whole, { file: this.file, rule, streams: this.pack.streams });
      const runs = (whole.runs ?? ['0m']).map(ageMilliseconds).sort((a, b) => a - b);
      return { ...about, rule, id, key: `${rule.service}/${rule.slug}#${id}`, records, runs, document, path };
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      this.problems.push(
        document.problem(path, {
          code: error.code,
          message: `case “${id}”: ${error.message}`,
          hint: error.hint,
        }),
      );
      return undefined;
    }
  }
}

/** The hit with the near miss’s one change made. */
function changed(hit: HitCase, miss: NearMissCase): HitCase {
  if ((miss.patch === undefined) === (miss.patch_case === undefined)) {
    throw new CaseError(
      'CASE_NO_CHANGE',
      'a near miss has either “patch” or “patch_case”',
      'Give one of the two.',
    );
  }
  if (miss.patch_case) return applyJsonPatch(hit, miss.patch_case, `the case “${hit.id}”`);
  const patch = miss.patch ?? [];
  const withPatch = <T extends { patch?: typeof patch | undefined }>(event: T): T => ({
    ...event,
    patch: [...(event.patch ?? []), ...patch],
  });
  return hit.events ? { ...hit, events: hit.events.map(withPatch) } : withPatch(hit);
}
