/** The dialog in which the reader makes a source or target of their own: a tab for each way. */
import { element, setText } from "../dom";
import { icon } from "../icons";
import type { Panel } from "./panel";

export class Dialog {
  private readonly title = element("h2", { id: "own-title" });
  private readonly use = element("button", { type: "button", class: "primary" });
  private readonly tabs: readonly HTMLButtonElement[];
  private current: Panel | undefined;

  /** chosen is told with the panel whose work is to be used. */
  constructor(
    private readonly node: HTMLDialogElement,
    private readonly panels: readonly Panel[],
    private readonly chosen: (panel: Panel) => void,
  ) {
    const close = element("button", { type: "button", class: "quiet", "aria-label": "Close" }, icon("close"));
    const cancel = element("button", { type: "button" }, "Cancel");
    for (const button of [close, cancel]) button.addEventListener("click", () => node.close());
    this.use.addEventListener("click", () => this.current && this.chosen(this.current));
    this.tabs = panels.map((panel) => this.tab(panel));
    const bar = element("div", { class: "own-tabs", role: "tablist", "aria-labelledby": "own-title" }, ...this.tabs);
    bar.addEventListener("keydown", (event) => this.key(event));
    node.replaceChildren(
      element("header", {}, this.title, close),
      bar,
      ...panels.map((panel) => this.dress(panel)),
      element("footer", {}, element("p", { class: "help" }, "What you type, draw or drop stays in this browser."), cancel, this.use),
    );
    node.addEventListener("close", () => {
      if (!node.open) panels.forEach((panel) => panel.close?.()); // The event comes with a picture of the screen: by then it may be open for something else.
    });
    node.addEventListener("click", (event) => {
      if (event.target === node) node.close();
    });
  }

  /** Opens the dialog at a panel. */
  open(id: string, role: string): void {
    setText(this.title, `Your own ${role}`);
    setText(this.use, `Use as ${role}`);
    this.turn(this.panels.find((p) => p.id === id) ?? this.panels[0]);
    if (!this.node.open) this.node.showModal();
    this.current?.node.querySelector<HTMLElement>("input:not(.unseen), textarea, canvas")?.focus();
  }

  close(): void {
    this.node.close();
  }

  /** Marks that what is to be used is being made. */
  busy(on: boolean): void {
    this.use.disabled = on;
  }

  private dress(panel: Panel): HTMLElement {
    for (const [name, value] of [["id", `own-panel-${panel.id}`], ["role", "tabpanel"], ["aria-labelledby", `own-tab-${panel.id}`]] as const) {
      panel.node.setAttribute(name, value);
    }
    return panel.node;
  }

  private tab(panel: Panel): HTMLButtonElement {
    const id = `own-tab-${panel.id}`;
    const button = element("button", { type: "button", role: "tab", id, "aria-controls": `own-panel-${panel.id}` }, panel.name);
    button.addEventListener("click", () => this.turn(panel));
    return button;
  }

  private turn(to: Panel | undefined): void {
    this.current = to;
    this.panels.forEach((panel, i) => {
      panel.node.hidden = panel !== to;
      this.tabs[i]?.setAttribute("aria-selected", String(panel === to));
      if (this.tabs[i]) this.tabs[i].tabIndex = panel === to ? 0 : -1;
    });
  }

  private key(event: KeyboardEvent): void {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0 || this.current === undefined) return;
    event.preventDefault();
    const next = (this.panels.indexOf(this.current) + step + this.panels.length) % this.panels.length;
    this.turn(this.panels[next]);
    this.tabs[next]?.focus();
  }
}
