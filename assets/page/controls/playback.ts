/** The transport's controls: play or pause, the t slider and the speed. The stage keeps the clock. */
import type { StageRequest } from "../../protocol/protocol";
import { element, setText } from "../dom";
import { icon } from "../icons";

const speeds: readonly number[] = [0.1, 0.25, 0.5, 1, 2, 4];
const slow = 0.25;

export class Playback {
  private readonly button = element("button", { type: "button", class: "round", title: "Play or pause t (Space)" });
  private readonly slider = element("input", {
    type: "range",
    class: "time",
    min: "0",
    max: "1",
    step: "0.001",
    value: "0",
    id: "t",
  });
  private readonly readout = element("output", { for: "t", class: "readout" });
  private readonly speed = element("select", { "aria-label": "Speed of the transport", title: "Speed (S slows down)" });
  /** What lies between noise and data, where that is not a path. */
  private readonly between = element("span", {});
  private playing = false;
  private held = false;

  constructor(
    host: HTMLElement,
    private readonly send: (message: StageRequest) => void,
    private readonly changed: () => void,
  ) {
    this.speed.append(...speeds.map((s) => element("option", { value: String(s) }, `${s}×`)));
    this.speed.value = "1";
    this.button.addEventListener("click", () => this.toggle());
    this.slider.addEventListener("input", () => this.seek(Number(this.slider.value)));
    this.slider.addEventListener("pointerdown", () => (this.held = true));
    for (const end of ["pointerup", "pointercancel"]) this.slider.addEventListener(end, () => (this.held = false));
    this.speed.addEventListener("change", () => {
      if (this.playing) this.play();
    });
    const ends = element("span", { class: "ends" }, element("span", {}, "noise"), this.between, element("span", {}, "data"));
    const label = element("label", { for: "t", class: "t-label" }, "Transport ", element("i", {}, "t"));
    host.append(this.button, label, this.readout, element("span", { class: "track" }, this.slider, ends), this.speed);
    this.show(0, false);
  }

  /** Where the transport stands still; undefined while it plays. */
  still(): number | undefined {
    return this.playing ? undefined : Number(this.slider.value);
  }

  /** Plays from where it stands. */
  play(): void {
    this.send({ type: "play", speed: Number(this.speed.value) });
    this.show(Number(this.slider.value), true);
    this.changed();
  }

  /** Stops where it stands. */
  pause(): void {
    this.send({ type: "pause" });
    this.show(Number(this.slider.value), false);
    this.changed();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Stops at t, held to [0,1]. */
  seek(t: number): void {
    const inside = Math.min(1, Math.max(0, t));
    this.send({ type: "seek", t: inside });
    this.show(inside, false);
    this.changed();
  }

  /** Moves by dt and stops there. */
  nudge(dt: number): void {
    this.seek(Number(this.slider.value) + dt);
  }

  /** Says whether points between noise and data are where the model carries them, or only drawn on the way. */
  integrates(path: boolean): void {
    setText(this.between, path ? "" : "interpolation, not a trajectory");
  }

  /** Changes between slow motion and the usual speed. */
  toggleSlow(): void {
    this.speed.value = this.speed.value === String(slow) ? "1" : String(slow);
    if (this.playing) this.play();
  }

  /** Follows the stage's clock, except while a hand is on the slider. The stage has the last word on whether it plays. */
  follow(t: number, playing: boolean): void {
    const turned = playing !== this.playing;
    if (!this.held) this.show(t, playing);
    if (turned) this.changed();
  }

  private show(t: number, playing: boolean): void {
    this.slider.value = String(t);
    this.slider.style.setProperty("--share", `${t * 100}%`);
    this.slider.setAttribute("aria-valuetext", `t = ${t.toFixed(2)}`);
    setText(this.readout, t.toFixed(2));
    if (playing === this.playing && this.button.firstChild !== null) return;
    this.playing = playing;
    this.button.setAttribute("aria-label", playing ? "Pause the transport" : "Play the transport");
    this.button.replaceChildren(icon(playing ? "pause" : "play"));
  }
}
