import pc from 'picocolors';
import type { JsonValue } from '../base/json';
import type { ClauseTrace } from '../verify';

/** The clauses of a query as a tree, each with ✓ or ✗ and the values that the event has. */
export function clausesText(trace: ClauseTrace, indent = '  '): string {
  return lines(trace, indent, false).join('\n');
}

function lines(trace: ClauseTrace, indent: string, negated: boolean): string[] {
  const mark = trace.holds !== negated ? pc.green(trace.holds ? '✓' : '✗') : pc.red(trace.holds ? '✓' : '✗');
  const children = trace.children.flatMap((child) =>
    lines(child, `${indent}  `, negated !== (trace.type === 'not')),
  );
  if (trace.type === 'and') return [`${indent}${mark} all of`, ...children];
  if (trace.type === 'or') return [`${indent}${mark} any of`, ...children];
  if (trace.type === 'not') return [`${indent}${mark} not`, ...children];
  return [`${indent}${mark} ${trace.text}${seen(trace)}`, ...children];
}

function seen({ field, values }: ClauseTrace): string {
  if (field === undefined || values === undefined) return '';
  if (values.length === 0) return pc.dim(`   ← no ${field} in the event`);
  return pc.dim(`   ← ${field} is ${values.map(show).join(', ')}`);
}

function show(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 97)}…` : text;
}
