/** The address bar: it carries what the page shows, is read when somebody changes it, and written a moment after the page does. */
import type { Schema } from "../protocol/schema";
import { debounced } from "./dom";
import { readPermalink, writePermalink, type Permalink, type Reading } from "./run/permalink";

const delay = 300;

export class Address {
  /** Writes the address when the page has not changed for a moment. */
  readonly save = debounced(delay, () => this.write());
  private schema: Schema | undefined;

  /** link is what the page shows, undefined before there is a run; changed is told when somebody else changed the address. */
  constructor(
    private readonly link: () => Permalink | undefined,
    changed: (reading: Reading) => void,
  ) {
    // The address that was asked for, because by now the page may have written, late, that of the run before.
    window.addEventListener("hashchange", ({ newURL }) => this.schema && changed(readPermalink(new URL(newURL).hash, this.schema)));
  }

  /** Reads the address. */
  read(schema: Schema): Reading {
    this.schema = schema;
    return readPermalink(window.location.hash, schema);
  }

  /** Writes the address and copies it; tells whether the browser let it. */
  async copy(): Promise<boolean> {
    this.write();
    try {
      await navigator.clipboard.writeText(window.location.href);
      return true;
    } catch {
      return false; // The clipboard is forbidden here.
    }
  }

  /** Writes the address now. */
  write(): void {
    const link = this.link();
    if (this.schema === undefined || link === undefined) return;
    const { pathname, search } = window.location;
    window.history.replaceState(null, "", `${pathname}${search}${writePermalink(link, this.schema)}`);
  }
}
