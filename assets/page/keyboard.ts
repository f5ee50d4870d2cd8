/** Keys for the whole page. They rest while something is typed, and can be switched off (WCAG 2.1.4). */

/** One key and what it does. */
export interface Shortcut {
  /** KeyboardEvent.key, letters in lower case; with control, a capital is one with Shift. */
  readonly key: string;
  /** Whether Ctrl (⌘ on a Mac) is held down. */
  readonly control?: boolean;
  /** How the key is written in the help. */
  readonly shown: string;
  readonly help: string;
  /** Absent where the browser has an event for what the key means, which the page listens to. */
  readonly act?: () => void;
}

export class Keyboard {
  private enabled = true;

  constructor(readonly shortcuts: readonly Shortcut[]) {
    document.addEventListener("keydown", (event) => this.key(event));
  }

  /** Switches all keys on or off. */
  enable(on: boolean): void {
    this.enabled = on;
  }

  private key(event: KeyboardEvent): void {
    if (!this.enabled || event.defaultPrevented || event.altKey) return;
    if (document.querySelector("dialog[open]") !== null) return;
    const control = event.ctrlKey || event.metaKey;
    const letter = control && event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase();
    const key = event.key.length === 1 ? letter : event.key;
    const shortcut = this.shortcuts.find((s) => s.key === key && (s.control === true) === control);
    if (shortcut?.act === undefined || needsKey(event.target, key)) return;
    event.preventDefault();
    shortcut.act();
  }
}

/** Whether what has the focus has a use of its own for the key. */
function needsKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) {
    if (target.type === "range") return key.startsWith("Arrow");
    return target.type === "checkbox" ? key === " " : true;
  }
  return key === " " && target.closest("button, summary, a[href]") !== null;
}
