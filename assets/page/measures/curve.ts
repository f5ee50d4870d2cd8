/**
 * A curve of (step, value) points of any length in bounded memory. When it is full, neighbouring points
 * are averaged pairwise and every later point is the mean of twice as many values: the whole run stays
 * visible, at a resolution that halves as the run doubles.
 */
export class Curve {
  /** Steps, ascending; a point stands at the last step it averages. */
  readonly x: number[] = [];
  /** Values, as many as steps. */
  readonly y: number[] = [];
  private perPoint = 1;
  private pending = 0;
  private pendingSum = 0;

  /** A curve that keeps at most capacity points (even, at least 2). */
  constructor(private readonly capacity: number) {
    if (capacity < 2 || capacity % 2 !== 0) throw new Error(`curve: capacity ${capacity}: want an even number from 2`);
  }

  /** Adds one value. A step that is not later than the last one starts the curve afresh. */
  add(step: number, value: number): void {
    const last = this.x[this.x.length - 1];
    if (last !== undefined && step <= last) this.clear();
    this.pending++;
    this.pendingSum += value;
    if (this.pending < this.perPoint) return;
    this.x.push(step);
    this.y.push(this.pendingSum / this.pending);
    this.pending = 0;
    this.pendingSum = 0;
    if (this.x.length >= this.capacity) this.halve();
  }

  /** Forgets what is later than a step. */
  cut(step: number): void {
    if ((this.x[this.x.length - 1] ?? 0) <= step) return;
    while ((this.x[this.x.length - 1] ?? 0) > step) {
      this.x.pop();
      this.y.pop();
    }
    this.pending = 0;
    this.pendingSum = 0;
  }

  /** Forgets everything. */
  clear(): void {
    this.x.length = 0;
    this.y.length = 0;
    this.perPoint = 1;
    this.pending = 0;
    this.pendingSum = 0;
  }

  private halve(): void {
    const half = this.x.length / 2;
    for (let i = 0; i < half; i++) {
      this.x[i] = this.x[2 * i + 1] ?? 0;
      this.y[i] = ((this.y[2 * i] ?? 0) + (this.y[2 * i + 1] ?? 0)) / 2;
    }
    this.x.length = half;
    this.y.length = half;
    this.perPoint *= 2;
  }
}

/**
 * The exponentially weighted mean of values, each weighing 1 − decay of the one after it, with the start
 * corrected for its few terms (as Adam does), so that the first mean is the first value.
 */
export function smoothed(values: readonly number[], decay: number): number[] {
  let sum = 0;
  let weight = 0;
  return values.map((value) => {
    sum = decay * sum + (1 - decay) * value;
    weight = decay * weight + (1 - decay);
    return sum / weight;
  });
}
