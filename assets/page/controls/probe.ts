/** The probe's card: what the model tells of the point that is followed, and two boxes that move it without a pointer. */
import type { WorkerRequest } from "../../protocol/protocol";
import type { Point, Findings } from "../../protocol/view";
import { element, setText } from "../dom";
import { figure } from "../words/format";

type Follow = Extract<WorkerRequest, { readonly type: "follow" }>;

export class Probe {
  private readonly x = coordinate("probe-x", "x");
  private readonly y = coordinate("probe-y", "y");
  private readonly at = element("span", { class: "probe-at" });
  private readonly rows = element("tbody");
  private on = false;
  private t = 0;
  /** What is to be asked when the last question has been answered. */
  private next: Follow | undefined;
  private asking = false;
  private scale = 1;

  constructor(
    private readonly host: HTMLElement,
    private readonly ask: (request: Follow) => void,
  ) {
    for (const box of [this.x, this.y]) {
      box.addEventListener("change", () => this.typed());
      box.addEventListener("keydown", (event) => this.key(event, box));
    }
    const place = element("div", { class: "probe-place" });
    place.append(element("label", { for: "probe-x" }, "x"), this.x, element("label", { for: "probe-y" }, "y"), this.y, this.at);
    const table = element("table", { class: "figures" }, element("caption", { class: "unseen" }, "What the model tells of the point"), this.rows);
    host.append(element("div", { class: "section-body" }, place, element("p", { class: "help" }, help), table));
    host.hidden = true;
  }

  /** Shows the card and follows a point, or neither. */
  enable(on: boolean): void {
    if (on === this.on) return;
    this.on = on;
    this.host.hidden = !on;
    this.request(on ? this.same() : { type: "follow", x: 0, y: 0, t: 0, same: false, off: true });
  }

  /** Follows again after the worker has forgotten: a new run stands. */
  again(): void {
    this.asking = false;
    this.next = undefined;
    if (this.on) this.request(this.same());
  }

  /** Follows the point that is pointed at. */
  point(point: Point): void {
    if (this.on && point.phase !== "release") this.request({ type: "follow", x: point.x, y: point.y, t: point.t, same: false, off: false });
  }

  /** Looks at the point at another time. */
  time(t: number): void {
    this.t = t;
    if (this.on) this.request(this.same());
  }

  /** Shows what the worker tells. */
  read(findings: Findings): void {
    this.answered();
    if (!this.on) return;
    this.t = findings.t;
    this.scale = 10 ** Math.floor(Math.log10(Math.max(1, Math.abs(findings.x), Math.abs(findings.y))) - 1.5);
    for (const [box, value] of [[this.x, findings.x], [this.y, findings.y]] as const) {
      box.step = String(this.scale);
      if (document.activeElement !== box || this.next === undefined) box.value = String(Number(value.toPrecision(4)));
    }
    setText(this.at, `at t = ${findings.t.toFixed(2)}`);
    this.rows.replaceChildren(
      ...findings.rows.map((row) =>
        element("tr", { title: row.help }, element("th", { scope: "row" }, row.label), element("td", {}, row.values.length === 0 ? "–" : row.values.map(figure).join(", "))),
      ),
    );
  }

  /** The worker has answered, or refused. */
  answered(): void {
    this.asking = false;
    if (this.next !== undefined) this.request(this.next);
  }

  private same(): Follow {
    return { type: "follow", x: 0, y: 0, t: this.t, same: true, off: false };
  }

  /** Of questions that come faster than they are answered, the last one counts. */
  private request(follow: Follow): void {
    if (this.asking && !follow.off) {
      this.next = follow;
      return;
    }
    this.next = undefined;
    this.asking = !follow.off;
    this.ask(follow);
  }

  private typed(): void {
    const [x, y] = [Number(this.x.value), Number(this.y.value)];
    if (Number.isFinite(x) && Number.isFinite(y)) this.request({ type: "follow", x, y, t: this.t, same: false, off: false });
  }

  /** Arrow keys move the point, up and down in the box's own coordinate. */
  private key(event: KeyboardEvent, box: HTMLInputElement): void {
    const sign = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (sign === 0) return;
    event.preventDefault();
    box.value = String(Number((Number(box.value) + sign * this.scale * (event.shiftKey ? 10 : 1)).toPrecision(6)));
    this.typed();
  }
}

const help = "Press or drag on the stage, or use ↑ and ↓ here.";

function coordinate(id: string, name: string): HTMLInputElement {
  return element("input", { type: "number", id, step: "0.1", value: "0", autocomplete: "off", "aria-label": `${name} of the point`, inputmode: "decimal" });
}
