/** Light and dark: the system's choice until the reader makes one, and the colours for what is not styled by CSS. */
import type { Theme } from "../protocol/view";
import { styles } from "./measures/style";

const storageKey = "pushforward.theme";

/** Colours that charts draw with, as CSS colours. */
export interface Palette {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly generated: string;
  /** Of curves that stand beside one another. */
  readonly series: readonly string[];
  readonly font: string;
}

export class Themes {
  private readonly system = window.matchMedia("(prefers-color-scheme: dark)");

  /** changed is told when it has become dark, or light. */
  constructor(
    private readonly root: HTMLElement,
    private readonly changed: () => void,
  ) {
    const kept = recall();
    if (kept !== "") root.dataset["theme"] = kept;
    this.system.addEventListener("change", changed);
  }

  /** Whether the page is dark now. */
  dark(): boolean {
    const chosen = this.root.dataset["theme"];
    return chosen === undefined ? this.system.matches : chosen === "dark";
  }

  /** Changes between light and dark; the choice is kept for the next visit where the browser allows. */
  toggle(): void {
    const next = this.dark() ? "light" : "dark";
    this.root.dataset["theme"] = next;
    try {
      localStorage.setItem(storageKey, next);
    } catch {
      // Storage is forbidden here (a sandboxed frame): the choice holds until the page is left.
    }
    this.changed();
  }

  /** The colours for the stage. */
  stage(): Theme {
    return {
      dark: this.dark(),
      background: this.hex("--stage"),
      foreground: this.hex("--ink"),
      target: this.hex("--target"),
      generated: this.hex("--generated"),
      noise: this.hex("--noise"),
    };
  }

  /** The colours for the charts. */
  charts(): Palette {
    return {
      ink: this.hex("--ink"),
      muted: this.hex("--muted"),
      line: this.hex("--line"),
      generated: this.hex("--generated"),
      series: Array.from({ length: styles }, (_, slot) => this.hex(`--series-${slot + 1}`)),
      font: `11px ${getComputedStyle(this.root).fontFamily}`,
    };
  }

  /** The value of a colour token as "#rrggbb": an element is asked, since a token may itself be a function. */
  private hex(token: string): string {
    const probe = document.createElement("span");
    probe.style.color = `var(${token})`;
    this.root.append(probe);
    const channels = getComputedStyle(probe).color.match(/\d+(\.\d+)?/g) ?? [];
    probe.remove();
    return `#${channels.slice(0, 3).map((c) => Math.round(Number(c)).toString(16).padStart(2, "0")).join("")}`;
  }
}

function recall(): string {
  try {
    const kept = localStorage.getItem(storageKey);
    return kept === "light" || kept === "dark" ? kept : "";
  } catch {
    return ""; // Storage is forbidden here: the system's choice holds.
  }
}
