import type { Problem } from '../base/errors';
import type { Lock } from './lock-schema';
import type { PackContent } from './pack-content';
import type { ReadLock } from './read-lock';

/**
 * What no bump can mend: Kibana knows a rule by its id and cannot change its type, so an id stays with its rule, a rule
 * that goes is retired by name, and its id is never used again.
 */
export function identityProblems(
  content: PackContent,
  { lock, document }: ReadLock,
  retired: Lock['retired'],
): Problem[] {
  const idOf = new Map([...content.rules].map(([id, { rule }]) => [rule.slug, id]));
  const gone = Object.entries(lock.rules).flatMap(([id, { slug }]): Problem[] => {
    if (content.rules.has(id) || Object.hasOwn(retired, id)) return [];
    const other = content.rules.get(idOf.get(slug) ?? '')?.rule;
    if (other) {
      return [
        other.document.problem(['id'], {
          code: 'RULE_ID_CHANGED',
          message: `the id of “${slug}” is not the one that it was released with`,
          found: other.id,
          expected: id,
          hint: `Write the old id back. If it is another rule now: npm run bump -- --retire ${slug} --reason "…"`,
        }),
      ];
    }
    return [
      document.problem(
        ['rules', id],
        {
          code: 'RULE_VANISHED',
          message: `the rule “${slug}” is gone, and no retired entry says why`,
          found: id,
          hint: `Restore its file; or, if it is to go: npm run bump -- --retire ${slug} --reason "…"`,
        },
        'key',
      ),
    ];
  });
  return [...gone, ...changedTypes(content, lock), ...revived(content, retired)];
}

function changedTypes(content: PackContent, lock: Lock): Problem[] {
  return [...content.rules].flatMap(([id, { rule }]) => {
    const before = lock.rules[id]?.type;
    if (before === undefined || before === rule.type) return [];
    return [
      rule.document.problem(['type'], {
        code: 'RULE_TYPE_CHANGED',
        message: `the rule was of type ${before}: Kibana cannot update a rule to another type`,
        found: rule.type,
        expected: before,
        hint: `Give it a fresh id, e.g. from uuidgen, and retire the old one: npm run bump -- --retire ${rule.slug} --reason "…"`,
      }),
    ];
  });
}

function revived(content: PackContent, retired: Lock['retired']): Problem[] {
  return [...content.rules].flatMap(([id, { rule }]) => {
    const entry = Object.hasOwn(retired, id) ? retired[id] : undefined;
    if (entry === undefined) return [];
    return [
      rule.document.problem(['id'], {
        code: 'RULE_ID_RETIRED',
        message: `the id is that of “${entry.slug}”, which was retired with ${entry.since}`,
        found: id,
        hint: 'Give the rule a fresh id, e.g. from uuidgen.',
      }),
    ];
  });
}
