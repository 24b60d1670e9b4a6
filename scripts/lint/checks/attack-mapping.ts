import { getKey, isJsonObject } from '../../base/json';
import type { JsonObject } from '../../base/json';
import type { YamlPath } from '../../base/yaml';
import type { Attack } from '../../content';
import type { Found, RuleCheck } from '../check';
import { listOf } from '../subject';

export const attackMapping: RuleCheck = {
  code: 'ATTACK_MAPPING',
  severity: 'error',
  title:
    'Every tactic and technique of a rule is in ATT&CK, by its name and link, each technique under one of its tactics and each sub-technique under its technique.',
  why: 'Coverage views match by id and show the name. ATT&CK revokes and renames with every release; its data in package-content/reference/attack.json hold what is valid, without the revoked and deprecated.',
  bad: '"technique": [{ "id": "T1098", "name": "Manipulated Account", … }]',
  mend: 'Correct the id, or take name and link from attack.mitre.org; for a rule of the pack they follow from the ids.',
  *run({ body, pack: { attack } }) {
    const seen = new Set<string>();
    for (const [index, row] of listOf(getKey(body, 'threat')).entries()) {
      if (!isJsonObject(row)) continue;
      const path = ['threat', index];
      const tactic = getKey(row, 'tactic');
      const id = isJsonObject(tactic) ? textAt(tactic, 'id') : '';
      if (isJsonObject(tactic)) yield* entry(tactic, [...path, 'tactic'], attack.tactics, attack);
      if (seen.has(id))
        yield { path, message: `the tactic ${id} has two rows`, found: id, hint: 'Make one of them.' };
      seen.add(id);
      for (const [at, technique] of listOf(getKey(row, 'technique')).entries())
        if (isJsonObject(technique)) yield* techniqueOf(technique, [...path, 'technique', at], id, attack);
    }
  },
};

function* techniqueOf(
  technique: JsonObject,
  path: YamlPath,
  tactic: string,
  attack: Attack,
): Generator<Found> {
  const id = textAt(technique, 'id');
  yield* entry(technique, path, attack.techniques, attack);
  yield* underTactic(id, path, tactic, attack);
  for (const [index, sub] of listOf(getKey(technique, 'subtechnique')).entries()) {
    if (!isJsonObject(sub)) continue;
    const at = [...path, 'subtechnique', index];
    const subId = textAt(sub, 'id');
    yield* entry(sub, at, attack.techniques, attack);
    yield* underTactic(subId, at, tactic, attack);
    if (attack.techniques.has(subId) && attack.techniques.get(subId)?.parent?.id !== id)
      yield { path: at, message: `${subId} is no sub-technique of ${id}`, found: subId, expected: `${id}.…` };
  }
}

/** The tactic of a row must be one of those under which ATT&CK lists the technique. */
function* underTactic(
  id: string,
  path: YamlPath,
  tactic: string,
  { techniques, tactics }: Attack,
): Generator<Found> {
  const known = techniques.get(id);
  if (!known || !tactics.has(tactic) || known.tactics.includes(tactic)) return;
  yield {
    path,
    message: `ATT&CK does not list ${id} ${known.name} under ${tactic}`,
    found: tactic,
    expected: known.tactics.join(' or '),
  };
}

function* entry(
  given: JsonObject,
  path: YamlPath,
  known: ReadonlyMap<string, { readonly name: string; readonly reference: string }>,
  { source }: Attack,
): Generator<Found> {
  const id = textAt(given, 'id');
  const right = known.get(id);
  if (!right) {
    if (id !== '')
      yield { path: [...path, 'id'], message: `“${id}” is not in ${source.split(';')[0] ?? ''}`, found: id };
    return;
  }
  for (const key of ['name', 'reference'] as const) {
    const value = textAt(given, key);
    if (value !== '' && value !== right[key])
      yield {
        path: [...path, key],
        message: `the ${key} of ${id} is not that of ATT&CK`,
        found: value,
        expected: right[key],
      };
  }
}

function textAt(object: JsonObject, key: string): string {
  const value = getKey(object, key);
  return typeof value === 'string' ? value : '';
}
