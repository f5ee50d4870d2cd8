/** The way back in: a model's file, chosen or dropped on the page, sets the run that is looked at and goes on from where it was saved. */
import { reasonOf } from "../../reason";
import { element } from "../dom";
import type { Race } from "../race/race";
import { count } from "../words/format";
import { quoted } from "../words/sentence";

const ending = ".safetensors";
/** What the worker reads at most. */
const largest = 64 << 20;

export class Opening {
  /** opened is told when a file's run is looked at, say what a drop came to. */
  constructor(
    private readonly race: Race,
    private readonly opened: () => void,
    say: (sentence: string) => void,
  ) {
    document.addEventListener("drop", (event) => {
      const file = [...(event.dataTransfer?.files ?? [])].find((f) => f.name.endsWith(ending));
      if (file === undefined) return;
      event.preventDefault();
      this.open(file).then(say, (why: Error) => this.race.selected.card.notices.show(why.message));
    });
  }

  /** Lets the reader choose a file, and opens it. Returns the sentence to say, "" if none was chosen; one that cannot be opened rejects the promise. */
  async choose(): Promise<string> {
    const input = element("input", { type: "file", accept: ending, hidden: true });
    document.body.append(input);
    try {
      const file = await new Promise<File | undefined>((keep) => {
        input.addEventListener("change", () => keep(input.files?.[0]));
        input.addEventListener("cancel", () => keep(undefined));
        input.click();
      });
      return file === undefined ? "" : await this.open(file);
    } finally {
      input.remove();
    }
  }

  /** Opens a file, and returns the sentence to say. */
  private async open(file: File): Promise<string> {
    const { selected } = this.race;
    const before = selected.experiment.run();
    try {
      if (file.size > largest) throw new Error(`It has ${count(file.size)} bytes: want at most ${count(largest)}.`);
      const { run, step } = await selected.errands.ask({ type: "open", bytes: new Uint8Array(await file.arrayBuffer()) });
      if (before !== undefined) selected.undo.note(before, run);
      this.race.share(run);
      this.opened();
      return `Opened ${quoted(file.name)}: it stands at step ${count(step)}, and trains on from there.`;
    } catch (cause) {
      throw new Error(`${quoted(file.name)} is not opened. ${reasonOf(cause)} The run is as it was.`);
    }
  }
}
