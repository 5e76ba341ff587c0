const Z = 1.959964;

/** The 95 % Wilson score interval of a ratio of counts, as in the core's Rate. */
export function wilson(numerator: number, denominator: number): [number, number] {
  const p = numerator / denominator;
  const scale = 1 + Z * Z / denominator;
  const centre = (p + Z * Z / (2 * denominator)) / scale;
  const half = Z * Math.sqrt(p * (1 - p) / denominator + Z * Z / (4 * denominator * denominator)) / scale;
  return [numerator === 0 ? 0 : Math.max(0, centre - half), numerator === denominator ? 1 : Math.min(1, centre + half)];
}
