/** The stop rule: a switch under the training controls. */
import { element } from "../dom";

export class Stop {
  constructor(host: HTMLElement, changed: (on: boolean) => void) {
    const box = element("input", { type: "checkbox", class: "switch", role: "switch", id: "stop-at-floor", "aria-describedby": "stop-help" });
    box.addEventListener("change", () => changed(box.checked));
    host.append(
      element("label", { for: "stop-at-floor" }, "Stop at the floor"),
      box,
      element("p", { class: "help", id: "stop-help" }, "Pause when the score cannot be told from its floor twice in a row: the 95% interval of their difference holds 0."),
    );
  }
}
