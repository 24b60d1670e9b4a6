import type { ImportFile } from './import-file';

/** As many as Kibana itself imports in one go (CHUNK_PARSED_OBJECT_SIZE); keeps a request short. */
const PART_RULES = 50;

/** Below Kibana's limit of 10 MiB (xpack.securitySolution.maxRuleImportPayloadBytes), with room for the form around it. */
const PART_BYTES = 9 * 1024 * 1024;

/** Cuts a file into parts that Kibana takes. Exceptions and connectors go with the first, as rules may name them. */
export function importParts({ rules, others }: ImportFile): ImportFile[] {
  const parts: ImportFile[] = [];
  let part = { rules: [] as ImportFile['rules'][number][], others, bytes: byteLength(others) };
  for (const rule of rules) {
    const bytes = byteLength([rule.json]);
    if (part.rules.length > 0 && (part.rules.length === PART_RULES || part.bytes + bytes > PART_BYTES)) {
      parts.push({ rules: part.rules, others: part.others });
      part = { rules: [], others: [], bytes: 0 };
    }
    part.rules.push(rule);
    part.bytes += bytes;
  }
  parts.push({ rules: part.rules, others: part.others });
  return parts;
}

/** Both halves of a part that was too large; undefined when there is nothing left to halve. */
export function halves({ rules, others }: ImportFile): [ImportFile, ImportFile] | undefined {
  if (rules.length < 2) {
    return rules.length === 1 && others.length > 0
      ? [
          { rules: [], others },
          { rules, others: [] },
        ]
      : undefined;
  }
  const middle = Math.ceil(rules.length / 2);
  return [
    { rules: rules.slice(0, middle), others },
    { rules: rules.slice(middle), others: [] },
  ];
}

/** A part as NDJSON. */
export function partText({ rules, others }: ImportFile): string {
  return [...rules.map(({ json }) => json), ...others].map((line) => `${line}\n`).join('');
}

function byteLength(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}
