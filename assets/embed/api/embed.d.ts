/** Types of embed.js: the element <pushforward-demo>, its properties, methods and events. */

/** What a demo shows now. */
export interface Demo {
  /** Ids, as `lab list` has them. */
  readonly method: string;
  readonly source: string;
  readonly target: string;
  readonly seed: number;
  /** With fast arithmetic, as the link may ask: the samples' bits then depend on the processor. */
  readonly fast: boolean;
  readonly status: "idle" | "training" | "paused" | "finished" | "diverged";
  /** Training steps taken, and those of the schedule; 0 if nothing is learnt. */
  readonly step: number;
  readonly horizon: number;
  /** Seconds spent in training steps. */
  readonly seconds: number;
  /** Where the transport stands, from 0 (noise) to 1 (data), and whether it plays. */
  readonly t: number;
  readonly playing: boolean;
  /** Whether it rests because another demo has the turn. */
  readonly resting: boolean;
  /** A sentence on why the run diverged or stopped by itself, "" otherwise. */
  readonly message: string;
  /** The hash of the link to this run, "" when all is default. */
  readonly link: string;
}

/** What was measured since the last such message. */
export interface Measured {
  /** The training curve: steps, and the loss at each. */
  readonly steps: readonly number[];
  readonly loss: readonly number[];
  /** The last score of this run: exact W₂ to fresh target points, and over the distance of two draws of the target; null before the first. */
  readonly score: { readonly step: number; readonly w2: number; readonly floor: number; readonly ratio: number } | null;
}

/** The run with all its settings, as the page's protocol has it; the link says the same. */
export interface Exported {
  readonly run: Readonly<Record<string, unknown>>;
  readonly link: string;
}

/** Fresh samples, row-major [n×dim]. */
export interface Samples {
  readonly n: number;
  readonly dim: number;
  readonly points: Float32Array;
}

/** Events of the element, each a CustomEvent with the message's fields as its detail. */
export interface DemoEvents {
  /** The frame listens; what can be chosen. */
  ready: CustomEvent<{ readonly methods: readonly Choice[]; readonly targets: readonly Choice[]; readonly sources: readonly Choice[] }>;
  state: CustomEvent<Demo>;
  metrics: CustomEvent<Measured>;
  samples: CustomEvent<Samples>;
  export: CustomEvent<Exported>;
  /** One plain sentence, and the type of the message refused, "" if none. */
  error: CustomEvent<{ readonly message: string; readonly of: string }>;
  /** The width of the frame, and the height at which all of it shows, in CSS pixels. */
  resize: CustomEvent<{ readonly width: number; readonly height: number }>;
}

/** One thing to choose, and its name. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** <pushforward-demo>: one run in a frame. Properties mirror the attributes; "" is an absent one. */
export interface PushforwardDemo extends HTMLElement {
  method: string;
  target: string;
  source: string;
  seed: string;
  /** A permalink's hash, for all that the four above do not say; they win over it. */
  link: string;
  /** Layer ids with commas between. */
  layers: string;
  /** Some of train, step, reset, play, t, speed, method, target, caption, open, with commas between. */
  controls: string;
  /** What the run begins with: untrained (as "" is), trained where it comes trained, or train. */
  start: string;
  /** URL of a picture to show until the frame has loaded; "" draws one. */
  poster: string;
  /** lazy (as "" is): when it is in view and its turn; click; eager: at once. */
  loading: string;
  /** light, dark, or auto (as "" is), which follows the page around it. */
  theme: string;
  /** What the frame shows; undefined before it has said so. */
  readonly state: Demo | undefined;

  /** Loads the frame now, and takes the turn of running from the page's other demos. */
  load(): void;
  play(): void;
  /** Stops training and transport. */
  pause(): void;
  train(): void;
  /** Takes so many training steps, 1 by default and at most 10,000. */
  step(count?: number): void;
  reset(): void;
  /** Stops the transport at t, from 0 to 1. */
  seek(t: number): void;
  /** Draws fresh samples, at most 100,000. */
  samples(n: number): Promise<Samples>;
  /** Tells the run with all its settings. */
  export(): Promise<Exported>;

  addEventListener<K extends keyof DemoEvents>(type: K, listener: (event: DemoEvents[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "pushforward-demo": PushforwardDemo;
  }
}
