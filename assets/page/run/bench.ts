/** Benches: how long training steps take, asked from outside the page and answered by the worker. */
import type { Timing, WorkerReport, WorkerRequest } from "../../protocol/protocol";
import type { Run } from "../../protocol/run";
import type { Schema } from "../../protocol/schema";
import { quoted, sentence } from "../words/sentence";
import { explain } from "./refusal";

/** What is timed. All else is a parameter of the method, by name: net: [64, 64], batch: 512, lr: 0.01; an absent one has its default. */
export interface BenchOptions {
  /** Default "fm". */
  readonly method?: string;
  /** Default "8gaussians". */
  readonly target?: string;
  /** Default "gaussian". */
  readonly source?: string;
  /** Default 0. */
  readonly seed?: number;
  /** Steps to time, after a warm-up; default 200. */
  readonly steps?: number;
  /** That share a step, 1 or 2; default 1. Only large steps of some methods can be shared. */
  readonly workers?: number;
  /** Whether arithmetic is to be relaxed, where the browser has that; default false. */
  readonly fast?: boolean;
  readonly [parameter: string]: string | number | boolean | readonly number[] | undefined;
}

type Request = Extract<WorkerRequest, { type: "bench" }>;

/** A request and its promise. */
interface Asked {
  readonly request: Request;
  readonly keep: (timing: Timing) => void;
  readonly refuse: (why: Error) => void;
}

/** The benches that are asked for. The worker answers them in turn. */
export class Benches {
  private readonly unanswered: Asked[] = [];
  /** Undefined while no worker listens: requests wait. */
  private schema: Schema | undefined;

  constructor(private readonly send: (message: WorkerRequest) => void) {}

  /** Asks for a bench; the promise is rejected, in a sentence, for what cannot be timed. */
  ask(options: BenchOptions = {}): Promise<Timing> {
    return new Promise((keep, refuse) => {
      const request = requestFor(options); // what it throws rejects the promise
      this.unanswered.push({ request, keep, refuse });
      if (this.schema !== undefined) this.send(request);
    });
  }

  /** A worker listens: what waits is sent. */
  open(schema: Schema): void {
    this.schema = schema;
    for (const { request } of this.unanswered) this.send(request);
  }

  /** Takes in what the worker reports; false if that is no answer to a bench. */
  report(message: WorkerReport): boolean {
    if (message.type !== "timing" && !(message.type === "error" && message.of === "bench")) return false;
    const asked = this.unanswered.shift();
    if (asked === undefined || this.schema === undefined) return true;
    if (message.type === "timing") {
      asked.keep({ msPerStep: message.msPerStep, gflops: message.gflops, steps: message.steps, fast: message.fast });
    } else asked.refuse(new Error(explain(message, asked.request.run, this.schema)));
    return true;
  }

  /** The worker is gone, and the sentence says why. */
  lost(why: string): void {
    this.schema = undefined;
    for (const { refuse } of this.unanswered.splice(0)) refuse(new Error(sentence(why)));
  }
}

/** Outsiders may pass anything: what is neither text, number, yes or no, nor a list of numbers is refused here, the rest by the worker. */
function requestFor(options: unknown): Request {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new Error(`Bench ${quoted(String(options))}: want an object such as {method: "fm", net: [64, 64], batch: 512, steps: 200}.`);
  }
  const { method, target, source, seed, steps, workers, fast, ...others } = options as Record<string, unknown>;
  const run: Run = {
    method: textOf("method", method ?? "fm"),
    source: textOf("source", source ?? "gaussian"),
    target: textOf("target", target ?? "8gaussians"),
    seed: numberOf("seed", seed ?? 0),
    parameters: Object.fromEntries(
      Object.entries(others)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, parameterOf(name, value)]),
    ),
    targetParameters: {},
    sourceParameters: {},
    embedding: "",
    embeddingParameters: {},
    solver: "",
    solverParameters: {},
    nfe: 0,
    fast: yesOf("fast", fast ?? false),
  };
  const request: Request = { type: "bench", run, steps: numberOf("steps", steps ?? 200) };
  return workers === undefined ? request : { ...request, workers: numberOf("workers", workers) };
}

function textOf(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw refusal(name, value, "text");
}

function numberOf(name: string, value: unknown): number {
  if (typeof value === "number") return value;
  throw refusal(name, value, "a number");
}

function yesOf(name: string, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw refusal(name, value, "true or false");
}

/** A parameter in the notation of the schema. */
function parameterOf(name: string, value: unknown): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value) && value.every((v) => typeof v === "number")) return value.join(",");
  throw refusal(name, value, "text, a number, true, false or a list of numbers");
}

function refusal(name: string, value: unknown, want: string): Error {
  return new Error(`${sentence(name).slice(0, -1)} ${quoted(String(value))}: want ${want}.`);
}
