/** The legend: a sentence whose coloured words toggle the layers they name, toggles for the other layers, and how many particles are drawn. */
import type { Entry, Layer, Schema } from "../../protocol/schema";
import { element } from "../dom";
import { count } from "../words/format";

/** The stage's layers that draw what the sentence's words name. */
const targetLayer = "target";
const generatedLayer = "particles";

/** How many particles can be drawn, the usual number first. */
const crowds: readonly number[] = [2_000, 20_000, 200_000, 1_000_000];

export class Legend {
  private readonly choices = new Map<string, boolean>();
  private readonly crowd = element("select", {
    class: "crowd",
    "aria-label": "Particles",
    title: "How many generated points are drawn. More than 20,000 are drawn as a cloud, once training stands.",
  });
  private method: Entry | undefined;

  constructor(
    private readonly schema: Schema,
    private readonly host: HTMLElement,
    private readonly changed: () => void,
  ) {
    this.crowd.append(...crowds.map((n, i) => element("option", { value: String(i === 0 ? 0 : n) }, `${count(n)} points`)));
    this.crowd.addEventListener("change", () => this.changed());
  }

  /** Shows the layers that this method has. */
  show(method: Entry | undefined): void {
    if (method === this.method && this.host.childElementCount > 0) return;
    this.method = method;
    this.render();
  }

  /** Sets the layers that are on, whatever the method's own would be; undefined goes back to those. */
  choose(on: readonly string[] | undefined): void {
    this.choices.clear();
    if (on !== undefined) for (const layer of this.schema.layers) this.choices.set(layer.id, on.includes(layer.id));
    this.render();
  }

  /** How many particles are to be drawn; 0 is the usual number. */
  particles(): number {
    return Number(this.crowd.value);
  }

  /** The layers that are on for a method, and whether they differ from its own. */
  on(method = this.method): { readonly ids: readonly string[]; readonly chosen: boolean } {
    return { ids: this.available(method).filter((l) => this.isOn(l, method)).map((l) => l.id), chosen: this.choices.size > 0 };
  }

  /** Puts the keyboard on the first toggle. */
  focus(): void {
    this.host.querySelector("button")?.focus();
  }

  private available(method = this.method): readonly Layer[] {
    const abilities = method?.abilities ?? [];
    return this.schema.layers.filter((l) => l.needs.length === 0 || l.needs.some((need) => abilities.includes(need)));
  }

  private isOn(layer: Layer, method = this.method): boolean {
    const explains = method?.explains ?? "";
    return this.choices.get(layer.id) ?? (!layer.off || layer.id === explains || (layer.with !== "" && layer.with === explains));
  }

  private render(): void {
    const focused = document.activeElement?.getAttribute("data-layer") ?? "";
    const sentence = element(
      "p",
      { class: "sentence" },
      element("b", { class: "word noise" }, "Noise"),
      " is carried to ",
      this.word(generatedLayer, "generated points", "generated"),
      " that should cover the ",
      this.word(targetLayer, "target", "target"),
      ".",
    );
    const others = this.available().filter((l) => l.id !== targetLayer && l.id !== generatedLayer);
    const toggles = element("div", { class: "toggles", role: "group", "aria-label": "Layers" });
    toggles.append(...others.map((l) => this.toggle(l, l.name, "chip")), this.crowd);
    this.host.replaceChildren(sentence, toggles);
    if (focused !== "") this.host.querySelector<HTMLElement>(`[data-layer="${CSS.escape(focused)}"]`)?.focus();
  }

  private word(id: string, text: string, tone: string): HTMLElement {
    const layer = this.schema.layers.find((l) => l.id === id);
    return layer === undefined ? element("b", { class: `word ${tone}` }, text) : this.toggle(layer, text, `word ${tone}`);
  }

  private toggle(layer: Layer, text: string, style: string): HTMLButtonElement {
    const pressed = String(this.isOn(layer));
    const button = element(
      "button",
      { type: "button", class: style, "aria-pressed": pressed, title: layer.help, "data-layer": layer.id },
      text,
    );
    button.addEventListener("click", () => {
      this.choices.set(layer.id, !this.isOn(layer));
      this.render();
      this.changed();
    });
    return button;
  }
}
