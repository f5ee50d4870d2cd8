/** The help: what the page shows, its keys, and the switch that turns them off. */
import type { MetricRow } from "../../protocol/schema";
import { element } from "../dom";
import { icon } from "../icons";
import type { Keyboard } from "../keyboard";

export class Help {
  private readonly figures = element("dl", { class: "figures-help" });

  constructor(
    private readonly dialog: HTMLDialogElement,
    keyboard: Keyboard,
  ) {
    const close = element("button", { type: "button", class: "quiet", "aria-label": "Close the help" }, icon("close"));
    close.addEventListener("click", () => dialog.close());
    const keys = element("dl", { class: "keys" });
    for (const s of keyboard.shortcuts) {
      keys.append(element("div", {}, element("dt", {}, element("kbd", {}, s.shown)), element("dd", {}, s.help)));
    }
    const enabled = element("input", { type: "checkbox", class: "switch", role: "switch", id: "keys-enabled", checked: true });
    enabled.addEventListener("change", () => keyboard.enable(enabled.checked));
    dialog.append(
      element("header", {}, element("h2", { id: "help-title" }, "How to read this page"), close),
      ...explanation(),
      this.figures,
      element("h3", {}, "Keys"),
      keys,
      element("p", { class: "enable" }, element("label", { for: "keys-enabled" }, "Single keys act"), enabled),
    );
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }

  /** Says what each figure means. */
  explain(rows: readonly MetricRow[]): void {
    const pairs = rows.map((row) => element("div", {}, element("dt", {}, row.name), element("dd", {}, row.help)));
    this.figures.replaceChildren(...pairs);
  }

  /** Opens the help. */
  open(): void {
    if (!this.dialog.open) this.dialog.showModal();
  }
}

function explanation(): HTMLElement[] {
  return [
    element(
      "p",
      {},
      "A sampler is a map: it takes noise, which is easy to draw, to points that look drawn from the target. Two things move here. ",
      element("b", {}, "Train"),
      " changes the map, step by step. ",
      element("b", {}, "Transport"),
      " leaves the map as it is and follows the points it carries, from noise at t\u00a0=\u00a00 to data at t\u00a0=\u00a01.",
    ),
    element(
      "p",
      {},
      "The score is W₂, the exact optimal-transport distance between generated points and fresh points of the target. Two fresh draws of the target are not at distance 0 either: that is the floor, and the ratio to it is what to compare. At 1× the map cannot be told from the target by this measure.",
    ),
    element(
      "p",
      {},
      "The same seed gives the same run, to the bit, from step 0 and from every step that the training slider goes back to; with fast arithmetic, on the same kind of processor. What comes trained was rounded to 16 bits: from scratch, the run is its own.",
    ),
    element("p", {}, "Everything runs in this tab. Nothing you choose or load leaves it."),
  ];
}
