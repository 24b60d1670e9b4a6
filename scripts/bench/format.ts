import pc from 'picocolors';
import type { Figure } from './figure';

/** A line a figure: value, baseline and ratio, target. The bench judges nothing; it only marks what misses a target. */
export function figuresText(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length));
  return figures.map((figure) => line(figure, width)).join('\n');
}

function line({ name, value, unit, baseline, target }: Figure, width: number): string {
  const parts = [`${name.padEnd(width)}  ${format(value).padStart(9)} ${unit.padEnd(10)}`];
  if (baseline)
    parts.push(`${(value / baseline.value).toFixed(2)} × ${baseline.name} (${format(baseline.value)})`);
  if (target) {
    const met = target.kind === 'at most' ? value <= target.limit : value >= target.limit;
    const text = `target ${target.kind} ${format(target.limit)}`;
    parts.push(met ? pc.green(text) : pc.red(`${text}: missed`));
  }
  return parts.join('  ');
}

function format(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en-US');
  if (value >= 10) return value.toFixed(1);
  return value.toPrecision(3);
}
