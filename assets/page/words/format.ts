/** Numbers as people read them. The page is in English, so are its separators. */

const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** Whether the reader writes numbers with a decimal comma, as far as the browser knows. */
export function writesCommas(): boolean {
  return new Intl.NumberFormat().format(1.5).includes(",");
}

/** A whole number with separators: 12,000. */
export function count(n: number): string {
  return grouped.format(n);
}

/** A number in all its digits: 0.00001, −2.5. */
export function exact(v: number): string {
  return String(v).replaceAll("-", "−");
}

/** A number of 32 bits with no more digits than it takes to read it back. */
export function single(v: number): number {
  const short = Number(v.toPrecision(8));
  return Math.fround(short) === v ? short : Number(v.toPrecision(9));
}

/** A number with three significant digits, in scientific notation where it would be long. */
export function figure(v: number): string {
  if (v === 0) return "0";
  const size = Math.abs(v);
  if (size >= 1e5 || size < 1e-3) return v.toExponential(1).replace("e+", "e").replace("-", "−").replace("e-", "e−");
  if (size >= 1000) return count(v);
  return v.toPrecision(3).replace("-", "−");
}

/** A round number, at a chart's edge: a figure without the zeros at its end. */
export function round(v: number): string {
  return figure(v).replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, "");
}

/** A ratio to a floor: 1.18×. */
export function times(v: number): string {
  return `${v < 10 ? v.toFixed(2) : v < 100 ? v.toFixed(1) : v < 1e4 ? count(v) : v.toExponential(1).replace("e+", "e")}×`;
}

/** A round ratio to a floor, at a chart's edge: 1.5×, 1e4×. */
export function level(v: number): string {
  return `${v < 1e4 ? v : v.toExponential(0).replace("e+", "e")}×`;
}

/** Seconds as a duration: 8.4 s, 2 min 05 s. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/** Milliseconds, turned to seconds from 1,000 on. */
export function milliseconds(ms: number): string {
  return ms >= 1000 ? `${figure(ms / 1000)} s` : `${figure(ms)} ms`;
}
