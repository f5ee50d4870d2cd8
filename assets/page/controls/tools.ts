/** The tools of the top bar: the link, the theme and the help; and the way past them for the keyboard. */
import { byId } from "../dom";
import { icon, type Icon } from "../icons";

const thanks = 2000;

/** What the tools do. */
export interface ToolRequests {
  /** Copies the link, and tells whether it could. */
  copy(): Promise<boolean>;
  theme(): void;
  help(): void;
}

export class Tools {
  constructor(private readonly requests: ToolRequests) {
    byId("theme", HTMLButtonElement).addEventListener("click", () => requests.theme());
    byId("help-open", HTMLButtonElement).addEventListener("click", () => requests.help());
    dress("link", "link", linkLabel);
    byId("link", HTMLButtonElement).addEventListener("click", () => void this.copy());
    byId("skip", HTMLButtonElement).addEventListener("click", () => {
      document.querySelector<HTMLElement>("#training button")?.focus();
    });
  }

  /** Shows which theme a press would bring. */
  show(dark: boolean): void {
    dress("theme", dark ? "sun" : "moon", dark ? "Light theme" : "Dark theme");
  }

  private async copy(): Promise<void> {
    if (!(await this.requests.copy())) return;
    byId("link", HTMLButtonElement).replaceChildren(icon("check"));
    window.setTimeout(() => dress("link", "link", linkLabel), thanks);
  }
}

const linkLabel = "Copy the link to this run";

/** Gives a button its icon and name. */
function dress(id: string, name: Icon, label: string): void {
  const button = byId(id, HTMLButtonElement);
  button.replaceChildren(icon(name));
  button.setAttribute("aria-label", label);
  button.title = label;
}
