/** The stage as the page sees it: a frame of the same origin that draws, and the messages to and from it. */
import { envelopeOf, stageReport } from "../protocol/decode";
import { envelope, type StageReport, type StageRequest } from "../protocol/protocol";
import { reasonOf } from "../reason";
import { happen } from "./given";

/** Who is told what the stage reports. */
export interface ViewportListener {
  report(message: StageReport): void;
  /** A message was not as the protocol says; the stage goes on. */
  garbled(why: string): void;
}

/** Owns the stage's frame. The last request of each kind is kept: for a stage that is not ready yet, and for one that is loaded anew. */
export class Viewport {
  private ready = false;
  private readonly asked = new Map<string, StageRequest>();
  private port: MessagePort | undefined;
  private readonly listen = (event: MessageEvent<unknown>): void => this.receive(event);

  constructor(
    private readonly frame: HTMLIFrameElement,
    private readonly listener: ViewportListener,
  ) {
    window.addEventListener("message", this.listen);
  }

  /** Listens no more: the frame is gone. */
  close(): void {
    window.removeEventListener("message", this.listen);
    this.port?.close();
  }

  /** Loads the stage's document, or loads it anew. */
  load(url: string): void {
    this.ready = false;
    this.frame.src = url;
  }

  /** Sends a request, as soon as the stage is ready. */
  send(message: StageRequest): void {
    this.asked.set(kindOf(message), message);
    if (this.ready) this.post(message, []);
  }

  /** Hands the stage its line to the worker; an earlier line is closed. */
  connect(port: MessagePort): void {
    this.port?.close();
    this.port = port;
    this.handOver();
  }

  private receive(event: MessageEvent<unknown>): void {
    if (event.source !== this.frame.contentWindow || event.origin !== window.origin) return;
    let message: StageReport;
    try {
      const fields = envelopeOf(event.data);
      if (fields === undefined) return;
      message = stageReport(fields);
    } catch (cause) {
      this.listener.garbled(reasonOf(cause));
      return;
    }
    if (message.type === "given") return happen(this.frame, message);
    if (message.type === "ready") this.open();
    // A stage that never opened will never read: close its line, or the worker's pictures pile up in it.
    if (message.type === "error" && !this.ready) this.port?.close();
    this.listener.report(message);
  }

  private open(): void {
    this.ready = true;
    for (const message of this.asked.values()) this.post(message, []);
    this.handOver();
  }

  private handOver(): void {
    if (!this.ready || this.port === undefined) return;
    this.post({ type: "connect", port: this.port }, [this.port]);
    this.port = undefined;
  }

  private post(message: StageRequest | { readonly type: "connect"; readonly port: MessagePort }, transfer: Transferable[]): void {
    // An opaque origin (a file, a sandbox) cannot be named; the frame is ours all the same.
    const to = window.origin === "null" ? "*" : window.origin;
    this.frame.contentWindow?.postMessage(envelope(message), to, transfer);
  }
}

/** Requests of which only the last one counts have one kind: those that set the stage's clock, or those of one type. */
export function kindOf(message: StageRequest): string {
  return message.type === "play" || message.type === "pause" || message.type === "seek" ? "clock" : message.type;
}
