/** A panel of the dialog: one way to make a source or target of one's own. */
import type { Values } from "../../protocol/run";

/** What every panel can do. */
export interface Panel {
  /** Id of the registry's entry that it makes. */
  readonly id: string;
  /** What its tab is called. */
  readonly name: string;
  readonly node: HTMLElement;
  /** Shows what there is, by the entry's parameters. */
  show(values: Values): void;
  /** Takes in a file that was dropped. */
  load?(file: File): Promise<void>;
  /** Takes in text that was pasted. */
  paste?(text: string): void;
  /** The dialog is closed. */
  close?(): void;
  /** What has been made, by the entry's parameters; undefined where there is nothing to use, of which the panel has told. */
  take(): Promise<Values | undefined>;
}
