/**
 * How likely counts as far from the expected ones as these, or farther, are by chance: Pearson’s chi-square test with
 * one degree of freedom less than there are cells.
 */
export function chiSquareProbability(counts: readonly number[], expected: readonly number[]): number {
  const statistic = counts.reduce((sum, count, cell) => {
    const mean = expected[cell] ?? 0;
    return sum + (count - mean) ** 2 / mean;
  }, 0);
  return upperGamma((counts.length - 1) / 2, statistic / 2);
}

/** The regularised upper incomplete gamma function Q(a, x): its series below a + 1, its continued fraction above. */
function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 10_000 && term > sum * 1e-15; n += 1) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - sum * scale;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 10_000; n += 1) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction * scale;
}

/** ln Γ(a): Stirling’s series, brought to where it is exact by the recurrence. */
function logGamma(a: number): number {
  let shift = 0;
  let z = a;
  for (; z < 15; z += 1) shift += Math.log(z);
  const inverse = 1 / z;
  const series = inverse * (1 / 12 - inverse ** 2 * (1 / 360 - inverse ** 2 / 1260));
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
