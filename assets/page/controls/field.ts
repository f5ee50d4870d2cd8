/** A field: one labelled control for one parameter, with its help, its objection and the way back to the default. */
import type { Parameter } from "../../protocol/schema";
import { element, setText } from "../dom";
import { icon } from "../icons";
import { objection } from "../run/objection";
import { fromSlider, hasRange, sliderEnd, toSlider } from "./scale";

/** What a field needs beside its parameter. */
export interface FieldOptions {
  /** Prefix of the ids that the field gives its parts. */
  readonly id: string;
  /** Called with each new, allowed value. */
  readonly change: (value: string) => void;
  /** Names shown for choices; a choice without one is shown as it is. */
  readonly names?: ReadonlyMap<string, string>;
  /** False where the range is too wide for a slider to mean anything. */
  readonly slider?: boolean;
}

/** The control inside a field: shows a value, and calls back with what was entered. */
interface Control {
  readonly nodes: readonly HTMLElement[];
  readonly main: HTMLElement;
  readonly below?: HTMLElement;
  show(value: string): void;
}

export class Field {
  readonly node: HTMLElement;
  private readonly control: Control;
  private readonly back: HTMLButtonElement;
  private readonly objection: HTMLElement;

  constructor(
    private readonly parameter: Parameter,
    private readonly options: FieldOptions,
  ) {
    const { id } = options;
    const label = element("label", { for: id, id: `${id}-label` }, parameter.label || parameter.name);
    if (parameter.unit !== "") label.append(element("span", { class: "unit" }, ` ${parameter.unit}`));
    this.control = controlFor(parameter, options, (value) => this.enter(value));
    this.control.main.id = id;
    this.control.main.setAttribute("aria-describedby", `${id}-help ${id}-objection`);
    this.back = this.backButton(label.textContent ?? "");
    this.objection = element("p", { class: "objection", id: `${id}-objection`, "aria-live": "polite" });
    this.node = element(
      "div",
      { class: `field ${parameter.kind}` },
      element("div", { class: "field-head" }, label, this.back, ...this.control.nodes),
      ...(this.control.below === undefined ? [] : [this.control.below]),
      element("p", { class: "help", id: `${id}-help` }, parameter.help),
      this.objection,
    );
    this.show(parameter.default);
  }

  /** Shows a value without calling back. */
  show(value: string): void {
    this.control.show(value);
    this.back.classList.toggle("idle", value === this.parameter.default);
    this.back.tabIndex = value === this.parameter.default ? -1 : 0;
    this.object("");
  }

  private enter(value: string): void {
    const why = objection(this.parameter, value);
    this.object(why === "" ? "" : `“${value}”: ${why}.`);
    if (why !== "") return;
    this.show(value);
    this.options.change(value);
  }

  private object(why: string): void {
    setText(this.objection, why);
    if (why === "") this.control.main.removeAttribute("aria-invalid");
    else this.control.main.setAttribute("aria-invalid", "true");
  }

  private backButton(label: string): HTMLButtonElement {
    const name = this.options.names?.get(this.parameter.default) ?? this.parameter.default;
    const title = `Back to the default${name === "" ? "" : `, ${name}`}`;
    const button = element("button", { type: "button", class: "quiet back", title, "aria-label": `${label}: ${title}` }, icon("undo"));
    button.addEventListener("click", () => {
      this.enter(this.parameter.default);
      this.control.main.focus();
    });
    return button;
  }
}

function controlFor(p: Parameter, options: FieldOptions, enter: (value: string) => void): Control {
  if (p.kind === "choice") return choiceControl(p, options, enter);
  if (p.kind === "bool") return boolControl(enter);
  if (p.kind === "made") return madeControl();
  if (p.kind !== "ints" && p.kind !== "text" && options.slider !== false && hasRange(p)) return rangeControl(p, options, enter);
  return textControl(p, enter);
}

function textControl(p: Parameter, enter: (value: string) => void): Control & { readonly main: HTMLInputElement } {
  const inputmode = p.kind === "float" ? "decimal" : p.kind === "int" ? "numeric" : "text";
  const main = element("input", { type: "text", inputmode, autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  const show = (value: string): void => void (main.value = value);
  main.addEventListener("change", () => enter(p.kind === "text" ? main.value.trim() : main.value.trim().replace(/\s*,\s*/g, ",")));
  return p.kind === "text" || p.kind === "ints" ? { nodes: [], main, below: main, show } : { nodes: [main], main, show };
}

/** What the page has made is made anew elsewhere, by whoever hears of it. */
function madeControl(): Control {
  const main = element("button", { type: "button" }, "Change…");
  main.addEventListener("click", () => main.dispatchEvent(new CustomEvent("remake", { bubbles: true })));
  return { nodes: [main], main, show: () => undefined };
}

/** A slider under a box for the exact number. The slider shows its value at once and enters it when let go. */
function rangeControl(p: Parameter, options: FieldOptions, enter: (value: string) => void): Control {
  const box = textControl(p, enter);
  const slider = element("input", {
    type: "range",
    min: "0",
    max: String(sliderEnd),
    step: "1",
    "aria-labelledby": `${options.id}-label`,
  });
  const place = (value: number): void => {
    slider.value = String(toSlider(p, value));
    decorate(String(value));
  };
  const decorate = (value: string): void => {
    slider.setAttribute("aria-valuetext", p.unit === "" ? value : `${value} ${p.unit}`);
    slider.style.setProperty("--share", `${Number(slider.value) / (sliderEnd / 100)}%`);
  };
  slider.addEventListener("input", () => {
    box.main.value = String(fromSlider(p, Number(slider.value)));
    decorate(box.main.value);
  });
  slider.addEventListener("change", () => enter(String(fromSlider(p, Number(slider.value)))));
  const show = (value: string): void => {
    box.show(value);
    place(Number(value));
  };
  return { nodes: box.nodes, main: box.main, below: slider, show };
}

function choiceControl(p: Parameter, options: FieldOptions, enter: (value: string) => void): Control {
  const main = element("select");
  main.append(...p.choices.map((c) => element("option", { value: c }, options.names?.get(c) ?? c)));
  main.addEventListener("change", () => enter(main.value));
  return { nodes: [main], main, show: (value) => void (main.value = value) };
}

function boolControl(enter: (value: string) => void): Control {
  const main = element("input", { type: "checkbox", class: "switch", role: "switch" });
  main.addEventListener("change", () => enter(String(main.checked)));
  return { nodes: [main], main, show: (value) => void (main.checked = value === "true") };
}
