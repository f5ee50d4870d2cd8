/** The training worker as the page sees it: started, asked, listened to, and started again after a crash. */
import { envelopeOf, workerReport } from "../protocol/decode";
import { envelope, type WorkerReport, type WorkerRequest } from "../protocol/protocol";

/** Who is told what the worker reports and why it stopped. */
export interface TrainerListener {
  report(message: WorkerReport): void;
  /** The worker is gone or cannot start; the sentence says why. */
  failed(sentence: string): void;
  /** A message was not as the protocol says; training goes on. */
  garbled(why: string): void;
}

/** Owns one Web Worker at a time, and a second one that does part of its work where that pays and the machine has two cores. */
export class Trainer {
  private worker: Worker | undefined;
  private assistant: Worker | undefined;

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
      this.worker = new Worker(this.script, { name: this.program });
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
      this.listener.failed(`The training worker stopped${why}: start it again to go on from step 0.`);
    };
  }

  /** Ends the worker; what it knew is lost. */
  stop(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.dismiss();
  }

  /** Sends a request; without a worker it is dropped. */
  send(message: WorkerRequest): void {
    this.worker?.postMessage(envelope(message));
  }

  /** Hands the worker its line to the stage. */
  connect(port: MessagePort): void {
    this.worker?.postMessage(envelope({ type: "connect", port }), [port]);
  }

  /** Starts the second worker and, once it listens, joins the two. */
  private enlist(): void {
    if (this.assistant !== undefined || navigator.hardwareConcurrency < 2) return;
    const second = new Worker(this.script, { name: this.program });
    this.assistant = second;
    second.onmessage = (event: MessageEvent<unknown>) => {
      const type = envelopeOf(event.data)?.["type"];
      if (type === "ready") this.join(second);
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
      this.listener.garbled(cause instanceof Error ? cause.message : String(cause));
      return;
    }
    if (message.type === "error" && message.fatal) {
      this.stop();
      this.listener.failed(message.message);
      return;
    }
    if (message.type === "assist") this.enlist();
    else this.listener.report(message);
  }
}
