/**
 * A picker: a button that names what is chosen and opens a list in which every choice has its picture, its name and its
 * idea in a sentence, grouped. It follows the ARIA listbox pattern: arrows, Home, End, letters, Enter, Escape.
 * The picture of the choice that the pointer or the keyboard is on plays.
 */
import { element, setText } from "../dom";
import { icon } from "../icons";
import { Thumbnail, type Picture } from "../thumbnails/thumbnail";

/** One choice. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly idea: string;
  readonly picture: Picture | undefined;
}

/** Choices under a heading; a group without a name has no heading. */
export interface Group {
  readonly name: string;
  readonly idea: string;
  readonly choices: readonly Choice[];
  /** Whether it stays in sight while the others scroll. */
  readonly pinned?: boolean;
}

/** The texts and the effect of a picker. */
export interface PickerOptions {
  /** Prefix of the ids that the picker gives its parts. */
  readonly id: string;
  readonly label: string;
  /** Says which colour of the picture this is about: a class of the same name. */
  readonly tone: string;
  /** Shown where nothing is chosen. */
  readonly prompt?: string;
  /** Whether the button has a picture of what is chosen. */
  readonly pictured?: boolean;
  readonly choose: (id: string) => void;
}

export class Picker {
  readonly node: HTMLElement;
  private readonly button: HTMLButtonElement;
  private readonly value = element("span", { class: "picker-value" });
  private readonly list: HTMLElement;
  private readonly thumbnail = new Thumbnail();
  /** What the list is to hold when it opens next. */
  private offered: { readonly groups: readonly Group[]; readonly selected: string } | undefined;
  private options: HTMLElement[] = [];
  private thumbnails: Thumbnail[] = [];
  private active = 0;
  private typed = "";
  private typedAt = 0;

  constructor(private readonly settings: PickerOptions) {
    const { id, label, tone } = settings;
    const caption = element("span", { class: "picker-label", id: `${id}-label` }, element("span", { class: `dot ${tone}` }), label);
    this.button = element(
      "button",
      {
        type: "button",
        class: "picker-button",
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
      },
      ...(settings.pictured === true ? [this.thumbnail.node] : []),
      caption,
      " ",
      this.value,
      icon("chevron"),
    );
    this.list = element("div", {
      class: "picker-list",
      role: "listbox",
      tabindex: "0",
      id: `${id}-list`,
      "aria-labelledby": `${id}-label`,
      hidden: true,
    });
    this.button.setAttribute("aria-controls", this.list.id);
    this.node = element("div", { class: "picker" }, this.button, this.list);
    this.listen();
  }

  /** Shows these groups with one choice selected; an open list stays as it is. */
  show(groups: readonly Group[], selected: string): void {
    const chosen = groups.flatMap((g) => g.choices).find((c) => c.id === selected);
    setText(this.value, chosen?.name ?? (selected || (this.settings.prompt ?? "")));
    if (this.settings.pictured === true) this.thumbnail.show(chosen?.picture);
    this.offered = { groups, selected };
  }

  /** Lets the picker be used, or not; the reason is its title then. */
  enable(why: string): void {
    this.button.disabled = why !== "";
    this.button.title = why;
  }

  /** Puts the keyboard on the picker. */
  focus(): void {
    this.button.focus();
  }

  /** Makes the list anew if there is something else to choose from: dozens of pictures are not drawn before somebody looks. */
  private fill(): void {
    if (this.offered === undefined) return;
    const { groups, selected } = this.offered;
    this.offered = undefined;
    this.options = [];
    this.thumbnails = [];
    this.list.replaceChildren(...groups.filter((g) => g.choices.length > 0).map((g, i) => this.group(g, i, selected)));
  }

  private group(group: Group, index: number, selected: string): HTMLElement {
    const id = `${this.settings.id}-group-${index}`;
    const node = element("div", group.pinned === true ? { role: "group", class: "pinned-group" } : { role: "group" });
    if (group.name !== "") {
      node.setAttribute("aria-labelledby", id);
      const idea = element("span", { class: "picker-idea" }, group.idea);
      node.append(element("div", { class: "picker-heading", role: "presentation" }, element("span", { id }, group.name), idea));
    }
    node.append(...group.choices.map((choice) => this.option(choice, choice.id === selected)));
    return node;
  }

  private option(choice: Choice, selected: boolean): HTMLElement {
    const index = this.options.length;
    const thumbnail = new Thumbnail(choice.picture);
    const node = element(
      "div",
      {
        role: "option",
        class: "picker-option",
        id: `${this.settings.id}-option-${index}`,
        "aria-selected": String(selected),
        "data-id": choice.id,
      },
      thumbnail.node,
      element("span", { class: "picker-name" }, choice.name),
      icon("check"),
      element("span", { class: "picker-idea" }, choice.idea),
    );
    if (selected) this.active = index;
    node.addEventListener("click", () => this.choose(index));
    node.addEventListener("pointermove", () => this.activate(index, false));
    this.options.push(node);
    this.thumbnails.push(thumbnail);
    return node;
  }

  private listen(): void {
    this.button.addEventListener("click", () => (this.list.hidden ? this.open() : this.close(true)));
    this.button.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      this.open();
    });
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("focusout", (event) => {
      if (event.relatedTarget !== this.button) this.close(false);
    });
  }

  private open(): void {
    this.fill();
    this.list.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    const selected = this.options.findIndex((o) => o.getAttribute("aria-selected") === "true");
    this.list.focus({ preventScroll: true });
    const node = this.options[selected];
    if (node !== undefined) this.list.scrollTop = node.offsetTop - (this.list.clientHeight - node.offsetHeight) / 2;
    this.activate(Math.max(0, selected), true);
  }

  private close(refocus: boolean): void {
    if (this.list.hidden) return;
    this.list.hidden = true;
    this.thumbnails[this.active]?.stop();
    this.button.setAttribute("aria-expanded", "false");
    if (refocus) this.button.focus();
  }

  private choose(index: number): void {
    const id = this.options[index]?.getAttribute("data-id");
    this.close(true);
    if (id) this.settings.choose(id);
  }

  private activate(index: number, scroll: boolean): void {
    this.options[this.active]?.classList.remove("active");
    const before = this.thumbnails[this.active];
    this.active = Math.min(this.options.length - 1, Math.max(0, index));
    const node = this.options[this.active];
    if (before !== this.thumbnails[this.active]) before?.stop();
    if (node === undefined) return;
    this.thumbnails[this.active]?.play();
    node.classList.add("active");
    this.list.setAttribute("aria-activedescendant", node.id);
    if (scroll) node.scrollIntoView({ block: "nearest" });
  }

  private key(event: KeyboardEvent): void {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => this.activate(this.active + 1, true),
      ArrowUp: () => this.activate(this.active - 1, true),
      Home: () => this.activate(0, true),
      End: () => this.activate(this.options.length - 1, true),
      Enter: () => this.choose(this.active),
      " ": () => this.choose(this.active),
      Escape: () => this.close(true),
    };
    const move = moves[event.key];
    if (move === undefined && (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey)) return;
    event.stopPropagation();
    event.preventDefault();
    if (move === undefined) this.seek(event.key, event.timeStamp);
    else move();
  }

  /** Goes to the next choice whose name starts with the letters typed within a second. */
  private seek(letter: string, now: number): void {
    this.typed = now - this.typedAt < 1000 ? this.typed + letter.toLowerCase() : letter.toLowerCase();
    this.typedAt = now;
    const count = this.options.length;
    const first = this.typed.length === 1 ? 1 : 0;
    for (let i = first; i < count + first; i++) {
      const index = (this.active + i) % count;
      const name = this.options[index]?.querySelector(".picker-name")?.textContent ?? "";
      if (name.toLowerCase().startsWith(this.typed)) return this.activate(index, true);
    }
  }
}
