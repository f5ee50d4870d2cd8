/** A group of fields: one for each parameter of a method, target, source, embedding or solver. */
import type { Values } from "../../protocol/run";
import type { Parameter } from "../../protocol/schema";
import { element } from "../dom";
import type { Parametrised } from "../run/run";
import { Field } from "./field";

export class FieldGroup {
  readonly node = element("div", { class: "group" });
  private of: Parametrised | undefined;
  private fields: readonly { readonly parameter: Parameter; readonly field: Field }[] = [];

  /** prefix is that of the fields' ids; enter is called with each new, allowed value. */
  constructor(
    private readonly prefix: string,
    private readonly enter: (of: Parametrised, name: string, value: string) => void,
  ) {}

  /** Shows what these values make of the parameters, and nothing where there are none. */
  show(of: Parametrised | undefined, values: Values): void {
    if (of !== this.of) this.build(of);
    for (const { parameter, field } of this.fields) field.show(values[parameter.name] ?? parameter.default);
  }

  private build(of: Parametrised | undefined): void {
    this.of = of;
    this.fields = (of?.parameters ?? []).map((parameter) => ({
      parameter,
      field: new Field(parameter, {
        id: `${this.prefix}-${parameter.name}`,
        change: (value) => of && this.enter(of, parameter.name, value),
      }),
    }));
    this.node.replaceChildren(...this.fields.map(({ field }) => field.node));
    this.node.hidden = this.fields.length === 0;
  }
}

/** A choice among things that have a name: its field is built anew where the choices or the default change. */
export class ChoiceField {
  readonly node = element("div", { class: "group" });
  private field: Field | undefined;
  private built = "";

  constructor(
    private readonly parameter: Pick<Parameter, "name" | "label" | "help">,
    private readonly change: (id: string) => void,
  ) {}

  /** Offers choices, by id and name, with one chosen. */
  show(choices: ReadonlyMap<string, string>, byDefault: string, chosen: string): void {
    const key = JSON.stringify([...choices.keys(), byDefault]);
    if (key !== this.built || this.field === undefined) {
      this.built = key;
      const parameter: Parameter = {
        ...this.parameter, kind: "choice", default: byDefault, choices: [...choices.keys()], min: 0, max: 0, scale: "linear", unit: "",
      };
      this.field = new Field(parameter, { id: parameter.name, names: choices, change: this.change });
      this.node.replaceChildren(this.field.node);
    }
    this.field.show(chosen);
  }
}
