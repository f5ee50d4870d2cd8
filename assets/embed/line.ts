/** The line from an element to its frame: messages from that window and that origin only, and answers to those who wait for them. */
import { envelopeOf } from "../protocol/decode";
import { envelope } from "../protocol/protocol";
import type { FrameReport, HostRequest } from "./messages";

const reports: readonly string[] = ["ready", "state", "metrics", "samples", "export", "error", "resize"];

export class Line {
  private readonly waiting: { readonly type: string; readonly done: (report: FrameReport) => void; readonly failed: (why: Error) => void }[] = [];
  private readonly listen = (event: MessageEvent<unknown>): void => this.hear(event);

  /** origin is the frame's, "null" for an opaque one. */
  constructor(
    private readonly frame: HTMLIFrameElement,
    private readonly origin: string,
    private readonly report: (report: FrameReport) => void,
  ) {
    window.addEventListener("message", this.listen);
  }

  send(request: HostRequest): void {
    this.frame.contentWindow?.postMessage(envelope(request), this.origin === "null" ? "*" : this.origin);
  }

  /** Sends a request that is answered by a report of that type, or by an error. */
  ask<T extends FrameReport["type"]>(request: HostRequest, type: T): Promise<Extract<FrameReport, { type: T }>> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ type, done: (report) => resolve(report as Extract<FrameReport, { type: T }>), failed: reject });
      this.send(request);
    });
  }

  /** Listens no more; who waits is told. */
  close(): void {
    window.removeEventListener("message", this.listen);
    for (const { failed } of this.waiting.splice(0)) failed(new Error("the frame was taken away before it answered"));
  }

  private hear({ source, origin, data }: MessageEvent<unknown>): void {
    if (source !== this.frame.contentWindow || origin !== this.origin) return;
    const fields = envelopeOf(data);
    const type = fields?.["type"];
    if (typeof type !== "string" || !reports.includes(type)) return;
    const report = fields as unknown as FrameReport; // from our own document
    const of = report.type === "error" ? report.of : report.type;
    const next = this.waiting.findIndex((w) => w.type === of);
    const [answered] = next < 0 ? [] : this.waiting.splice(next, 1);
    if (report.type === "error") answered?.failed(new Error(report.message));
    else answered?.done(report);
    this.report(report);
  }
}
