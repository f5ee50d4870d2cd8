/** The panel of points: a table that is chosen, dropped or pasted, and which of its columns are coordinates. */
import type { Outline } from "../../protocol/protocol";
import type { Values } from "../../protocol/run";
import type { Entry } from "../../protocol/schema";
import { reasonOf } from "../../reason";
import { debounced, element, setText } from "../dom";
import { withValue } from "../run/run";
import { count } from "../words/format";
import { quoted, sentence } from "../words/sentence";
import { carry } from "./carried";
import type { Panel } from "./panel";
import { Reader } from "./reader";

const largest = 2 ** 31;
const mostColumns = 64;
const rest = 400;
const pasteName = "What you pasted";
/** Letters of what is pasted that are shown: a field with more is slow. */
const mostShown = 200_000;

export class PointsPanel implements Panel {
  readonly id: string;
  readonly name = "Points";
  readonly node: HTMLElement;
  private readonly file = element("input", { type: "file", id: "own-file", class: "unseen", accept: ".csv,.tsv,.txt,.npy,text/csv,text/plain" });
  private readonly pasted = element("textarea", { id: "own-pasted", rows: "5", wrap: "off", spellcheck: "false", placeholder: "x,y\n0.5,1.25\n…" });
  private readonly preview = element("div", { class: "own-preview", tabindex: "0", role: "region", "aria-label": "First rows", hidden: true });
  private readonly skip = toggle("own-skip");
  private readonly unit = toggle("own-unit");
  private readonly bar = element("progress", { max: "1", value: "0", "aria-label": "Reading", hidden: true });
  private readonly told = element("p", { class: "objection", role: "status" });
  private readonly about = element("p", { class: "help" });
  private readonly all = element("button", { type: "button", class: "own-all", hidden: true }, "Tick all");
  private readonly reader: Reader;
  private columns: readonly HTMLInputElement[] = [];
  private values: Values = {};
  /** Done once the file that came last has been looked at. */
  private looked: Promise<void> = Promise.resolve();

  /** spawn makes a worker that reads; tell is for what the reader is to know once the dialog is closed. */
  constructor(
    private readonly entry: Entry,
    spawn: () => Worker,
    private readonly tell: (sentence: string) => void,
  ) {
    this.id = entry.id;
    this.reader = new Reader(spawn, (share) => (this.bar.value = share));
    this.file.addEventListener("change", () => this.file.files?.[0] && void this.load(this.file.files[0]));
    this.pasted.addEventListener("input", debounced(rest, () => void this.readPasted()));
    this.all.addEventListener("click", () => this.tickAll());
    const choose = element("label", { for: "own-file", class: "button" }, "Choose a file…");
    this.node = element(
      "div",
      { class: "own-points" },
      element(
        "div",
        { class: "own-file" },
        choose,
        this.file,
        element("p", {}, "Or drop one here: CSV, TSV or NPY, one point in each row. Of more than a million rows, or 16 million numbers, that many are drawn at random."),
      ),
      element("label", { for: "own-pasted" }, "Or paste rows, from a spreadsheet for example"),
      this.pasted,
      this.about,
      this.all,
      this.preview,
      option(this.skip, "Leave out rows that are no numbers"),
      option(this.unit, "Give each column unit variance"),
      this.bar,
      this.told,
    );
  }

  show(values: Values): void {
    this.values = values;
    this.unit.checked = values["unit"] === "true";
    this.file.value = this.pasted.value = "";
    this.outlined(undefined);
    this.object("");
    const carried = values["data"] ?? "";
    setText(this.about, carried === "" ? "" : "What the run has now stays until other points are chosen.");
  }

  close(): void {
    this.reader.close();
  }

  /** Looks at a file. What cannot be read leaves the points that were chosen before. */
  load(file: File): Promise<void> {
    return (this.looked = this.look(file));
  }

  private async look(file: File): Promise<void> {
    this.object("");
    try {
      if (file.size > largest) throw new Error(`${count(file.size / 2 ** 20)} MB: want at most ${count(largest / 2 ** 20)}`);
      const outline = await this.reader.outline(file);
      this.outlined(outline);
      setText(this.about, `${file.name}: tick two or more columns; the stage shows the first two.${marks(outline)}`);
      this.object(lack(outline));
    } catch (cause) {
      this.object(`${quoted(file.name)}: ${reasonOf(cause)}`);
    }
  }

  async take(): Promise<Values | undefined> {
    await this.looked;
    if (this.columns.length === 0) await this.readPasted(); // In case the reader was quicker than the rest.
    const unit = withValue(this.values, this.entry, "unit", String(this.unit.checked));
    if (this.columns.length === 0) {
      if (this.told.textContent !== "") return undefined;
      if (unit["data"] !== undefined) return unit;
      this.object("There are no points yet: choose a file, or paste rows.");
      return undefined;
    }
    const places = this.columns.flatMap((box, i) => (box.checked ? [i] : []));
    if (places.length < 2 || places.length > mostColumns) {
      this.object(`${places.length} columns are chosen: want 2 to ${mostColumns}.`);
      return undefined;
    }
    try {
      this.bar.hidden = false;
      this.bar.value = 0;
      const table = await this.reader.columns(places, this.skip.checked);
      if (table.skipped > 0) this.tell(`${count(table.skipped)} rows were left out. The first: ${table.first}.`);
      if (table.rows < table.of) this.tell(`Of the ${count(table.of)} rows, ${count(table.rows)} are kept, drawn by chance: the most that fit with ${places.length} columns.`);
      const { text, told } = await carry(table.file);
      if (told !== "") this.tell(told);
      return { ...unit, data: text };
    } catch (cause) {
      this.object(reasonOf(cause));
      return undefined;
    } finally {
      this.bar.hidden = true;
    }
  }

  paste(text: string): void {
    const rows = text.replace(/\r(?!\n)/g, "\n");
    this.pasted.value = rows.length > mostShown ? "" : rows;
    void this.load(new File([rows], pasteName));
  }

  private async readPasted(): Promise<void> {
    if (this.pasted.value.trim() !== "") await this.load(new File([this.pasted.value], pasteName));
  }

  /** Shows what is known of a table, the first two columns of numbers chosen; or of none. */
  private outlined(outline: Outline | undefined): void {
    const numbers = (outline?.columns ?? []).flatMap((c, i) => (c.numbers ? [i] : []));
    this.columns = (outline?.columns ?? []).map((c, i) =>
      element("input", { type: "checkbox", "aria-label": c.name, disabled: !c.numbers, title: c.odd === "" ? "" : oddity(c), checked: numbers.indexOf(i) === 0 || numbers.indexOf(i) === 1 }),
    );
    this.preview.hidden = outline === undefined;
    this.all.hidden = numbers.length < 3;
    this.bar.value = 0;
    const heads = (outline?.columns ?? []).map((c, i) => element("th", { scope: "col" }, element("label", {}, this.columns[i] ?? "", c.name)));
    const rows = (outline?.sample ?? []).map((row) => element("tr", {}, ...row.map((cell) => element("td", {}, cell))));
    this.preview.replaceChildren(element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows)));
  }

  /** Ticks every column of numbers, as many as points may have. */
  private tickAll(): void {
    this.columns.filter((box) => !box.disabled).forEach((box, i) => (box.checked = i < mostColumns));
  }

  private object(why: string): void {
    setText(this.told, why === "" ? "" : sentence(why));
  }
}

function toggle(id: string): HTMLInputElement {
  return element("input", { type: "checkbox", class: "switch", role: "switch", id });
}

function option(input: HTMLInputElement, label: string): HTMLElement {
  return element("p", { class: "own-option" }, element("label", { for: input.id }, label), input);
}

/** What commas in numbers mean, where a reader may wonder. */
function marks({ comma, sample }: Outline): string {
  if (comma) return " Commas in numbers are read as decimal points.";
  return sample.flat().some((field) => /^\D*\d{1,3}(,\d{2,3})*,\d{3}\D/.test(`${field}.`)) ? " Commas in numbers are read as separators of thousands." : "";
}

/** Why there is nothing to choose, "" if there is. */
function lack({ columns }: Outline): string {
  const numbers = columns.filter((c) => c.numbers).length;
  if (numbers >= 2) return "";
  const odd = columns.find((c) => !c.numbers && c.odd !== "");
  return `Columns of numbers, as far as the first rows show: ${numbers} of ${count(columns.length)}. Want two or more.${odd === undefined ? "" : ` In ${oddity(odd)}.`}`;
}

/** What was met in place of a number. */
function oddity({ name, odd }: Outline["columns"][number]): string {
  return `${quoted(name)}, ${odd} is no number`;
}
