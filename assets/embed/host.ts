/**
 * The page that holds an embedded frame, if there is one. Only messages of the frame's parent are listened to, and only of the origin that
 * its first message came from.
 */
import { envelopeOf } from "../protocol/decode";
import { envelope } from "../protocol/protocol";
import { reasonOf } from "../reason";
import { hostRequest, type FrameReport, type HostRequest } from "./messages";

export class Host {
  private origin: string | undefined;

  constructor(private readonly ask: (request: HostRequest) => void) {
    if (window.parent !== window) window.addEventListener("message", (event: MessageEvent<unknown>) => this.hear(event));
  }

  /** Tells the host; without one it does nothing. */
  tell(report: FrameReport): void {
    if (window.parent === window) return;
    // Before its first message the host's origin is not known, and an opaque one cannot be named. What is told is no secret.
    const to = this.origin === undefined || this.origin === "null" ? "*" : this.origin;
    window.parent.postMessage(envelope(report), to);
  }

  private hear({ source, origin, data }: MessageEvent<unknown>): void {
    if (source !== window.parent || (this.origin !== undefined && origin !== this.origin)) return;
    let of = "";
    try {
      const fields = envelopeOf(data);
      if (fields === undefined) return;
      if (typeof fields["type"] === "string") of = fields["type"].slice(0, 40);
      const request = hostRequest(fields);
      this.origin = origin;
      this.ask(request);
    } catch (cause) {
      this.tell({ type: "error", message: reasonOf(cause), of });
    }
  }
}
