/** Notices: one plain sentence each, on what went wrong and what to do, shown until dismissed. */
import { element } from "../dom";
import { icon } from "../icons";

/** Something the reader can do about a notice. */
export interface Remedy {
  readonly label: string;
  readonly act: () => void;
}

/** The list of notices at the top of the page. */
export class Notices {
  constructor(private readonly host: HTMLElement) {}

  /** Shows a sentence, once: the same one again takes the place of the old. */
  show(sentence: string, remedy?: Remedy): void {
    for (const old of [...this.host.children]) {
      if (old.firstElementChild?.textContent === sentence) old.remove();
    }
    const notice = element("div", { class: "notice", role: "alert" }, element("p", {}, sentence));
    if (remedy !== undefined) notice.append(remedyButton(remedy, notice));
    const close = element("button", { type: "button", class: "quiet", "aria-label": "Dismiss" }, icon("close"));
    close.addEventListener("click", () => notice.remove());
    notice.append(close);
    this.host.append(notice);
  }
}

function remedyButton(remedy: Remedy, notice: HTMLElement): HTMLButtonElement {
  const button = element("button", { type: "button" }, remedy.label);
  button.addEventListener("click", () => {
    notice.remove();
    remedy.act();
  });
  return button;
}
