/** The panel of formulas: a density or an energy, typed, and what the worker draws from it. */
import type { Values } from "../../protocol/run";
import type { Entry } from "../../protocol/schema";
import { reasonOf } from "../../reason";
import { FieldGroup } from "../controls/group";
import { debounced, element, setText } from "../dom";
import { withValue } from "../run/run";
import type { Panel } from "./panel";
import { Scatter } from "./scatter";

/** How long typing rests before it is tried, in milliseconds. */
const rest = 300;

const examples: readonly (readonly [string, Values])[] = [
  ["Flower", {}],
  ["Three bells", { formula: "exp(-2(x-2)²-2y²) + exp(-2(x+1)²-2(y-2)²) + exp(-2(x+1)²-2(y+2)²)" }],
  ["Wave", { formula: "exp(-4 (y - 2 sin(1.5 x))^2 - x^2/8)" }],
  ["Half disc", { formula: "(r < 3)(y > 0)" }],
  ["Double well", { formula: "(x^2 - 4)^2/4 + y^2 + x/4", is: "energy" }],
];

export class FormulaPanel implements Panel {
  readonly id: string;
  readonly name = "Formula";
  readonly node: HTMLElement;
  private readonly fields: FieldGroup;
  private readonly scatter = new Scatter();
  private readonly told = element("p", { class: "objection", role: "status" });
  private values: Values = {};
  private asked = 0;

  /** sketch asks for points of the entry with these values. */
  constructor(
    private readonly entry: Entry,
    private readonly sketch: (values: Values) => Promise<Float32Array>,
  ) {
    this.id = entry.id;
    this.fields = new FieldGroup("own", (of, name, value) => {
      this.values = withValue(this.values, of, name, value);
      void this.draw();
    });
    this.fields.node.addEventListener("input", debounced(rest, () => void this.draw()));
    const offers = examples.map(([name, values]) => {
      const button = element("button", { type: "button", class: "chip" }, name);
      button.addEventListener("click", () => this.show(values));
      return button;
    });
    this.node = element(
      "div",
      { class: "own-formula" },
      element("div", { class: "own-fields" }, element("p", { class: "own-examples" }, "Try ", ...offers), this.fields.node),
      element("div", { class: "own-side" }, this.scatter.node, this.told),
    );
  }

  show(values: Values): void {
    this.values = values;
    this.fields.show(this.entry, values);
    void this.draw();
  }

  async take(): Promise<Values | undefined> {
    return (await this.draw()) ? this.typed() : undefined;
  }

  /** The values, with a formula that is still being typed. */
  private typed(): Values {
    const input = this.fields.node.querySelector<HTMLInputElement>("#own-formula");
    return input === null ? this.values : withValue(this.values, this.entry, "formula", input.value.trim());
  }

  /** Shows points of what is typed, or why there are none; tells which. What was asked for earlier is not shown late. */
  private async draw(): Promise<boolean> {
    const number = ++this.asked;
    try {
      const points = await this.sketch(this.typed());
      if (number === this.asked) this.tell(points, "");
      return true;
    } catch (cause) {
      if (number === this.asked) this.tell(new Float32Array(), reasonOf(cause));
      return false;
    }
  }

  private tell(points: Float32Array, why: string): void {
    this.scatter.show(points);
    this.node.classList.toggle("refused", why !== "");
    setText(this.told, why);
  }
}
