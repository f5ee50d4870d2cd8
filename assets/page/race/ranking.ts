/** Ranking: contestants by their scores after equally long training. */

/** A score as far as a ranking needs it: its ratio to the floor after so many seconds of training. */
export interface Moment {
  readonly seconds: number;
  readonly ratio: number;
}

/** What a ranking knows of a contestant. */
export interface Entrant {
  /** Its scores, by ascending seconds. */
  readonly scores: readonly Moment[];
  /** False where nothing is trained: then its last score stands for all times. */
  readonly learns: boolean;
  /** Out of the race: diverged, without a worker, or on another target. */
  readonly out: boolean;
}

/** Where a contestant stands. */
export interface Place {
  /** Of the contestant, in the order given. */
  readonly index: number;
  /** From 1; undefined for whoever has no score at that time. */
  readonly rank: number | undefined;
  readonly ratio: number | undefined;
}

/** A ranking after so many seconds of training; undefined if nobody who trains has a score. */
export interface Ranking {
  readonly seconds: number | undefined;
  /** Best first, then those without a rank in their own order. */
  readonly places: readonly Place[];
}

/** Ranks at the longest training time that all contestants with a score have reached. */
export function ranking(entrants: readonly Entrant[]): Ranking {
  const racing = entrants.filter((e) => !e.out && e.learns && e.scores.length > 0);
  const seconds = racing.length === 0 ? undefined : Math.min(...racing.map((e) => last(e.scores)?.seconds ?? 0));
  const ratios = entrants.map((e) => {
    if (e.out) return undefined;
    return e.learns ? scoreAt(e.scores, seconds ?? 0) : last(e.scores)?.ratio;
  });
  const order = entrants.map((_, index) => index).sort((a, b) => (ratios[a] ?? Infinity) - (ratios[b] ?? Infinity) || a - b);
  let placed = 0;
  const places = order.map((index) => {
    const ratio = ratios[index];
    return { index, ratio, rank: ratio === undefined ? undefined : ++placed };
  });
  return { seconds, places };
}

/** The ratio after so many seconds: on the line between the scores around it, in logarithms, as a chart draws it; undefined outside them. */
export function scoreAt(scores: readonly Moment[], seconds: number): number | undefined {
  const after = scores.findIndex((s) => s.seconds >= seconds);
  const b = scores[after];
  if (b === undefined) return undefined;
  if (b.seconds === seconds) return b.ratio;
  const a = scores[after - 1];
  if (a === undefined) return undefined;
  const share = (seconds - a.seconds) / (b.seconds - a.seconds);
  return Math.exp((1 - share) * Math.log(a.ratio) + share * Math.log(b.ratio));
}

function last<T>(list: readonly T[]): T | undefined {
  return list[list.length - 1];
}
