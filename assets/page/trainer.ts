/** The training worker as the page sees it: started, asked, listened to, and started again after a crash. */
import { envelopeOf, workerReport } from "../protocol/decode";
import { envelope, type WorkerReport, type WorkerRequest } from "../protocol/protocol";
import { reasonOf } from "../reason";
import { ownData } from "./own/store";

/** Who is told what the worker reports and why it stopped. */
export interface TrainerListener {
  report(message: WorkerReport): void;
  /** The worker is gone or cannot start; the sentence says why. */
  failed(sentence: string): void;
  /** A message was not as the protocol says; training goes on. */
  garbled(why: string): void;
}

/** How long a second worker that is let go still answers, in milliseconds. */
const farewell = 1000;

/** Hands a worker the reader's data of that name. */
function give(worker: Worker, name: string): void {
  const file = ownData.get(name);
  if (file !== undefined) worker.postMessage(envelope({ type: "data", name, file }));
}

/** Owns one Web Worker at a time, and a second one that does part of its work where that pays and the machine has two cores. */
export class Trainer {
  private worker: Worker | undefined;
  private assistant: Worker | undefined;
  /** The worker would have work for a second one. */
  private wanting = false;
  private alone = false;
  /** Names of the reader's data that the workers have been handed. */
  private readonly given = new Set<string>();

  /** script and program are the URLs of the worker's script and of its WebAssembly. */
  constructor(
    private readonly script: string,
    private readonly program: string,
    private readonly listener: TrainerListener,
  ) {}

  /** Starts a worker, in place of the old one if there is one. The worker reports ready when it listens. */
  start(): void {
    this.stop();
    if (typeof WebAssembly !== "object") {
      this.listener.failed("This browser has no WebAssembly, which training needs: a current Chrome, Edge, Firefox or Safari has it.");
      return;
    }
    try {
      // The program's address travels as the worker's name: a script cannot know where it was installed.
      this.worker = this.spawn();
      this.given.clear();
    } catch (cause) {
      this.listener.failed(`The training worker could not be started (${String(cause)}): open this page from a web server.`);
      return;
    }
    this.worker.onmessage = (event: MessageEvent<unknown>) => this.receive(event.data);
    this.worker.onmessageerror = () => this.listener.garbled("a message could not be read");
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.stop();
      const why = event.message ? ` (${event.message})` : "";
      this.listener.failed(`The training worker stopped${why}: start it again.`);
    };
  }

  /** Ends the worker; what it knew is lost. */
  stop(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.wanting = false;
    this.dismiss();
  }

  /** Says whether the worker is to do all of its work itself, as in a race, where each has one core's worth. */
  work(alone: boolean): void {
    if (alone === this.alone) return;
    this.alone = alone;
    if (alone) this.release();
    else this.enlist();
  }

  /** Sends a request; without a worker it is dropped. */
  send(message: WorkerRequest): void {
    this.supply(message);
    this.worker?.postMessage(envelope(message));
  }

  /** A worker of the same program, for work beside the run; whoever asks for it ends it. */
  spawn(): Worker {
    return new Worker(this.script, { name: this.program });
  }

  /** Hands both workers the reader's data that a message refers to, once. */
  private supply(message: unknown): void {
    for (const name of ownData.named(message)) {
      if (this.given.has(name)) continue;
      this.given.add(name);
      for (const worker of [this.worker, this.assistant]) if (worker !== undefined) give(worker, name);
    }
  }

  /** Hands the worker its line to the stage. */
  connect(port: MessagePort): void {
    this.worker?.postMessage(envelope({ type: "connect", port }), [port]);
  }

  /** Starts the second worker and, once it listens, joins the two. */
  private enlist(): void {
    if (!this.wanting || this.alone || this.assistant !== undefined || navigator.hardwareConcurrency < 2) return;
    const second = this.spawn();
    this.assistant = second;
    for (const name of this.given) give(second, name);
    second.onmessage = (event: MessageEvent<unknown>) => {
      const type = envelopeOf(event.data)?.["type"];
      if (type === "ready" && second === this.assistant) this.join(second);
      else if (type === "error") this.dismiss();
    };
    second.onerror = (event) => {
      event.preventDefault();
      this.dismiss();
    };
  }

  private join(second: Worker): void {
    const line = new MessageChannel();
    second.postMessage(envelope({ type: "assist", lead: false }), [line.port2]);
    this.worker?.postMessage(envelope({ type: "assist", lead: true }), [line.port1]);
  }

  /** Lets the first worker know that it goes on alone, so that it does not wait for the second, which then ends. */
  private release(): void {
    const second = this.assistant;
    if (second === undefined) return;
    this.assistant = undefined;
    this.worker?.postMessage(envelope({ type: "assist", lead: true }));
    setTimeout(() => second.terminate(), farewell);
  }

  /** Ends the second worker; the first notices, and goes on alone. */
  private dismiss(): void {
    this.assistant?.terminate();
    this.assistant = undefined;
  }

  private receive(data: unknown): void {
    let message: WorkerReport;
    try {
      const fields = envelopeOf(data);
      if (fields === undefined) return;
      message = workerReport(fields);
    } catch (cause) {
      this.listener.garbled(reasonOf(cause));
      return;
    }
    if (message.type === "error" && message.fatal) {
      this.stop();
      this.listener.failed(message.message);
      return;
    }
    if (message.type === "assist") {
      this.wanting = true;
      this.enlist();
    } else this.listener.report(message);
  }
}
