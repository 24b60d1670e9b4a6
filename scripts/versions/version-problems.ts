import semver from 'semver';
import type { Problem } from '../base/errors';
import { nextVersion, heaviest } from './level';
import { changesSince } from './changes';
import type { Change } from './changes';
import type { Lock } from './lock-schema';
import type { Manifest } from './manifest';
import type { PackContent } from './pack-content';

const RUN_BUMP = 'Run npm run bump.';

/** Versions of rules and pipelines that do not fit the lock. */
export function itemVersionProblems(content: PackContent, lock: Lock): Problem[] {
  return [...ruleProblems(content, lock), ...pipelineProblems(content, lock)];
}

function ruleProblems(content: PackContent, lock: Lock): Problem[] {
  return [...content.rules].flatMap(([id, { rule, hash }]) => {
    const entry = lock.rules[id];
    if (entry === undefined) {
      return [
        rule.document.problem(['id'], {
          code: 'LOCK_MISSING_ENTRY',
          message: `the rule “${rule.slug}” has no entry in the lock`,
          found: id,
          hint: RUN_BUMP,
        }),
      ];
    }
    const wrong = wrongVersion(`the rule “${rule.slug}”`, entry, { version: rule.version, hash });
    return wrong ? [rule.document.problem(['version'], wrong)] : [];
  });
}

function pipelineProblems(content: PackContent, lock: Lock): Problem[] {
  return [...content.pipelines].flatMap(([name, { version, hash, location }]) => {
    const entry = lock.pipelines[name];
    if (version === undefined) {
      return [
        {
          code: 'PIPELINE_WITHOUT_VERSION',
          message: `the pipeline ${name} has no version`,
          location,
          expected: 'version: 1 at the top of the file',
          hint: RUN_BUMP,
        },
      ];
    }
    if (entry === undefined) {
      const message = `the pipeline ${name} has no entry in the lock`;
      return [{ code: 'LOCK_MISSING_ENTRY', message, location, hint: RUN_BUMP }];
    }
    const wrong = wrongVersion(`the pipeline ${name}`, entry, { version, hash });
    return wrong ? [{ ...wrong, location }] : [];
  });
}

/** What is wrong with a version, if anything: it goes up by a change of the content, and by nothing else. */
function wrongVersion(
  what: string,
  locked: { readonly version: number; readonly hash: string },
  now: { readonly version: number; readonly hash: string },
): Omit<Problem, 'location'> | undefined {
  const isChanged = locked.hash !== now.hash;
  const found = `version: ${now.version}`;
  if (now.version < locked.version) {
    return {
      code: 'VERSION_WENT_DOWN',
      message: `${what} had version ${locked.version} before`,
      found,
      expected: `version: ${locked.version}${isChanged ? ' or higher' : ''}`,
      hint: RUN_BUMP,
    };
  }
  if (isChanged && now.version === locked.version) {
    return {
      code: 'VERSION_NOT_RAISED',
      message: `${what} is not what it was in version ${locked.version}`,
      found,
      expected: `version: ${locked.version + 1}`,
      hint: `${RUN_BUMP} If the change was not meant, take it back.`,
    };
  }
  if (isChanged) {
    return {
      code: 'LOCK_OUT_OF_DATE',
      message: `${what} changed and its version was raised, but the lock does not know`,
      found,
      hint: RUN_BUMP,
    };
  }
  if (now.version === locked.version) return undefined;
  return {
    code: 'VERSION_WITHOUT_CHANGE',
    message: `${what} is what it was in version ${locked.version}, but its version was raised`,
    found,
    expected: `version: ${locked.version}`,
    hint: 'npm run bump puts it back.',
  };
}

/** A version of the package that does not fit the lock. Where rules or pipelines are wrong already, theirs is the word. */
export function packageVersionProblems(
  content: PackContent,
  lock: Lock,
  { document, version }: Manifest,
  areItemsWrong: boolean,
): Problem[] {
  const found = `version: ${version}`;
  if (semver.lt(version, lock.package.version)) {
    return [
      document.problem(['version'], {
        code: 'PACKAGE_VERSION_WENT_DOWN',
        message: `the package had version ${lock.package.version} before`,
        found,
        expected: `${lock.package.version} or higher`,
        hint: RUN_BUMP,
      }),
    ];
  }
  if (areItemsWrong || lock.package.hash === content.hash || version !== lock.package.version) return [];
  const changes = changesSince(lock, content);
  return [
    document.problem(['version'], {
      code: 'PACKAGE_VERSION_NOT_RAISED',
      message: `the package is not what it was in version ${version}: ${changes.map(changeText).join('; ')}`,
      found,
      expected: `version: ${requiredVersion(lock, changes)}`,
      hint: RUN_BUMP,
    }),
  ];
}

/** The lowest version that the package may have after these changes. */
export function requiredVersion(lock: Lock, changes: readonly Change[]): string {
  const level = heaviest(changes.map((change) => change.level));
  return level === undefined ? lock.package.version : nextVersion(lock.package.version, level);
}

/** One change in a few words, e.g. `rule “A” changed`. */
export function changeText({ kind, what, name, detail }: Change): string {
  const subject = kind === 'rule' ? `rule “${name}”` : kind === 'package' ? name : `${kind} ${name}`;
  return `${subject} ${what}${detail === undefined ? '' : ` (${detail})`}`;
}
