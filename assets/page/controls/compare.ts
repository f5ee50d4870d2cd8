/** The picker that brings another method into the race. */
import type { Schema } from "../../protocol/schema";
import { most, type Race } from "../race/race";
import { Picker } from "./picker";
import { methodGroups } from "./pickers";

export class Compare {
  private readonly picker: Picker;
  private offered = "";

  constructor(
    private readonly race: Race,
    private readonly schema: Schema,
    host: HTMLElement,
  ) {
    this.picker = new Picker({ id: "compare", label: "Race", tone: "generated", prompt: "Compare", choose: (id) => race.add(id) });
    host.replaceChildren(this.picker.node);
    this.show();
  }

  /** Shows which methods can take part, and whether there is room for another. */
  show(): void {
    const { run } = this.race.selected;
    const offer = `${run?.source} ${run?.target}`;
    if (run !== undefined && offer !== this.offered) {
      this.offered = offer;
      this.picker.show(methodGroups(this.schema, run), "");
    }
    this.picker.enable(this.race.contestants.length < most ? "" : `At most ${most} at a time: remove one first`);
  }

  /** Puts the keyboard on the picker. */
  focus(): void {
    this.picker.focus();
  }
}
