/** The page's keys: what each does, as the help lists them. */
import type { Playback } from "./controls/playback";
import type { Training } from "./controls/training";
import type { Shortcut } from "./keyboard";

/** How far an arrow moves t. */
const nudge = 0.02;

/** What the keys act on, beside the controls of the clocks. */
export interface ShortcutRequests {
  /** Puts the keyboard on the picker that brings another method into the race. */
  compare(): void;
  /** Opens what makes a target of the reader's own. */
  own(): void;
  /** Puts the keyboard on the layers. */
  layers(): void;
  undo(): void;
  redo(): void;
  help(): void;
}

/** The keys in the order of the help. */
export function shortcuts(training: Training, playback: Playback, ask: ShortcutRequests): readonly Shortcut[] {
  return [
    { key: "t", shown: "T", help: "train or pause", act: () => training.toggle() },
    { key: ".", shown: ".", help: "one training step", act: () => training.step() },
    { key: "r", shown: "R", help: "reset to step 0", act: () => training.reset() },
    { key: " ", shown: "Space", help: "play or pause the transport", act: () => playback.toggle() },
    { key: "ArrowLeft", shown: "←", help: "t back a little", act: () => playback.nudge(-nudge) },
    { key: "ArrowRight", shown: "→", help: "t on a little", act: () => playback.nudge(nudge) },
    { key: "s", shown: "S", help: "slow motion", act: () => playback.toggleSlow() },
    { key: "c", shown: "C", help: "compare with another method", act: () => ask.compare() },
    { key: "d", shown: "D", help: "draw a target of your own", act: () => ask.own() },
    { key: "l", shown: "L", help: "to the layers", act: () => ask.layers() },
    { key: "z", shown: "Ctrl Z", help: "undo the last setting", control: true, act: () => ask.undo() },
    { key: "Z", shown: "Ctrl Shift Z", help: "redo it", control: true, act: () => ask.redo() },
    { key: "v", shown: "Ctrl V", help: "paste a table or an image as the target", control: true },
    { key: "?", shown: "?", help: "this help", act: () => ask.help() },
  ];
}
