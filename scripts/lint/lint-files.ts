import { posix } from 'node:path';
import { getKey, isJsonObject } from '../base/json';
import type { JsonObject } from '../base/json';
import type { YamlPath } from '../base/yaml';
import { DataView, esqlSources } from '../content';
import type { Pack, Stream } from '../content';
import { fileChecks, ruleChecks, setChecks } from './checks';
import { noRules } from './checks/no-rules';
import type { Finding } from './finding';
import { findings } from './lint-pack';
import { Place } from './place';
import { isAsset, nameOf, readRuleJson } from './rule-json';
import type { RuleJson } from './rule-json';
import { sortFindings } from './sort-findings';
import { listOf, textOf } from './subject';

/** What was linted, and what was found. */
export interface FileLint {
  readonly rules: number;
  readonly findings: readonly Finding[];
}

/**
 * Lints rules in JSON: a file, an NDJSON file, a folder of them, a Fleet package, also zipped. The pack gives the fields
 * and the ATT&CK data. Throws ContentError for a path that cannot be read.
 */
export function lintFiles(pack: Pack, path: string): FileLint {
  const files = readRuleJson(pack.root, path);
  if (files.length === 0) return { rules: 0, findings: [nothingIn(pack.root, path)] };
  const members = files.flatMap((file) => {
    const body = bodyOf(file);
    return body ? [{ file: file.file, set: setOf(file), body, place: placeOf(file) }] : [];
  });
  const found = [
    ...files.flatMap((file) =>
      fileChecks.flatMap((check) => findings(check, check.run(file), new Place(file.file, file.text, file))),
    ),
    ...members.flatMap(({ body, place }) => {
      const subject = { pack, body, fields: fieldsOf(pack, body) };
      return ruleChecks.flatMap((check) => findings(check, check.run(subject), place));
    }),
    ...setChecks.flatMap((check) =>
      Array.from(check.run(members), ({ rule, found }) => rule.place.finding(check, found)),
    ),
  ];
  return { rules: files.length, findings: sortFindings(found) };
}

function bodyOf(rule: RuleJson): JsonObject | undefined {
  const { content } = rule;
  if (!content.ok) return undefined;
  const body =
    isAsset(rule) && isJsonObject(content.value) ? getKey(content.value, 'attributes') : content.value;
  // An empty rule lacks everything, and the schema says so.
  if (isJsonObject(body)) return body;
  return isAsset(rule) ? undefined : {};
}

function setOf({ file }: RuleJson): string {
  return file.endsWith('.ndjson') ? file : posix.dirname(file);
}

function placeOf(rule: RuleJson): Place {
  const { file, text, firstLine } = rule;
  const inside: YamlPath = isAsset(rule) ? ['attributes'] : [];
  return new Place(file, text, { firstLine, translate: (path) => [...inside, ...path] });
}

/** The fields of the streams whose indices the rule reads; of all streams where it reads none of theirs. */
function fieldsOf({ streams }: Pack, body: JsonObject): DataView {
  const named = [
    ...listOf(getKey(body, 'index')),
    ...(esqlSources(textOf({ body }, 'query'))?.patterns ?? []),
  ];
  const all = [...streams.values()];
  const read = all.filter(({ config }) => config.index_patterns.some((pattern) => named.includes(pattern)));
  const [first, ...others] = read.length > 0 ? read : all;
  return new DataView([first, ...others] as [Stream, ...Stream[]]);
}

function nothingIn(root: string, path: string): Finding {
  const file = new Place(nameOf(root, path), '');
  return file.finding(noRules, {
    message: 'no rules in here',
    expected: '*.json or *.ndjson files with rules',
  });
}
