/** Constants and modules that the site builder puts in place. */

/** URL of the training worker's script, relative to the page. */
declare const __WORKER_JS__: string;

/** URL of the training worker's WebAssembly program, relative to the page. */
declare const __WORKER_WASM__: string;

/** URL of the stage's document, relative to the page. */
declare const __STAGE_HTML__: string;

/** Go's own wasm_exec.js, imported for its effect: it defines the global class Go. */
declare module "go:wasm_exec";

/** The MathML of every formula of a method or a target, by its TeX. */
declare module "formulas:mathml" {
  const typeset: Readonly<Record<string, string>>;
  export default typeset;
}

/** Particles on their way from noise to data, of the run that the page opens with; see the site builder's film. */
declare module "opening:film" {
  const film: {
    readonly shape: number;
    readonly box: readonly [number, number, number, number];
    readonly target: string;
    readonly frames: readonly string[];
  };
  export default film;
}

/** The text of the projector's script: it starts from a Blob, so that it need not be fetched. */
declare module "projector:script" {
  const script: string;
  export default script;
}

/** Some points of every target, by its id, as the site builder writes them. */
declare module "thumbnails:points" {
  const written: Readonly<Record<string, string>>;
  export default written;
}

/** What the laboratory's tables came to; see the site builder's scoreboard. */
declare module "laboratory:scores" {
  interface Standing {
    readonly worst?: number;
    readonly mean?: number;
    readonly seeds: number;
    readonly seconds: number;
    readonly modes?: number;
    readonly hq?: number;
    readonly refused?: string;
    readonly failed?: string;
  }
  type Numbers = Readonly<Record<string, { readonly mean: number; readonly std?: number }>>;
  interface Claim {
    readonly table: string;
    readonly label: string;
    readonly method: string;
    readonly target: string;
    readonly seeds: number;
    readonly ours: Numbers;
    readonly published: Numbers;
  }
  interface Scores {
    readonly targets: readonly string[];
    readonly methods: Readonly<Record<string, readonly (Standing | null)[]>>;
    readonly published: readonly Claim[];
  }
  const scores: Scores;
  export default scores;
  export type { Claim, Numbers, Scores, Standing };
}
