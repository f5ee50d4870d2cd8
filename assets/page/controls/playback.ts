/** The transport's controls: play or pause, the t slider and the speed. The stage keeps the clock. */
import type { StageRequest } from "../../protocol/protocol";
import { element, setText } from "../dom";
import { icon } from "../icons";

const speeds: readonly number[] = [0.1, 0.25, 0.5, 1, 2, 4];
const slow = 0.25;
/**
 * What readers who want no motion see in place of it, each for a while (milliseconds at speed 1): one large picture that changes at once, with a button
 * for each. Side by side, six would have 60 pixels of a phone's width each, too few to follow a particle from one to the next, which the eye does where
 * one picture takes the other's place.
 */
const stills: readonly number[] = [0, 0.2, 0.4, 0.6, 0.8, 1];
const stillFor = 1200;

type Clocked = Extract<StageRequest, { type: "play" | "pause" | "seek" }>;

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
  /** How often the stage was asked for something: what it says before it has heard the last is old. */
  private asked = 0;
  private held = false;
  private readonly calmed = window.matchMedia("(prefers-reduced-motion: reduce)");
  private readonly stills = element("span", { class: "stills", role: "group", "aria-label": "Six stills" });
  private next: ReturnType<typeof setTimeout> | undefined;

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
    for (const t of stills) {
      const button = element("button", { type: "button", "data-t": String(t), "aria-label": `Still at t = ${t}` }, String(t));
      button.addEventListener("click", () => this.seek(t));
      this.stills.append(button);
    }
    host.append(this.button, label, this.readout, element("span", { class: "track" }, this.slider, ends), this.speed, this.stills);
    this.calm();
    this.calmed.addEventListener("change", () => this.calm());
    this.show(0, false);
  }

  /** Where the transport stands still; undefined while it plays. */
  still(): number | undefined {
    return this.playing ? undefined : Number(this.slider.value);
  }

  /** Plays from where it stands. */
  play(): void {
    if (this.calmed.matches) {
      this.showStill(stills.find((t) => t > Number(this.slider.value)) ?? 0);
      return;
    }
    this.ask({ type: "play", speed: Number(this.speed.value) });
    this.show(Number(this.slider.value), true);
    this.changed();
  }

  /** Stops where it stands. */
  pause(): void {
    this.stopStills();
    this.ask({ type: "pause" });
    this.show(Number(this.slider.value), false);
    this.changed();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Stops at t, held to [0,1]. */
  seek(t: number): void {
    this.stopStills();
    const inside = Math.min(1, Math.max(0, t));
    this.ask({ type: "seek", t: inside });
    this.show(inside, false);
    this.changed();
  }

  /** Moves by dt and stops there. */
  nudge(dt: number): void {
    this.seek(Number(this.slider.value) + dt);
  }

  /** Says whether points between noise and data are where the model carries them, or only drawn on the way. */
  integrates(path: boolean): void {
    setText(this.between, path ? "" : "interpolation, not a path");
  }

  /** Changes between slow motion and the usual speed. */
  toggleSlow(): void {
    this.speed.value = this.speed.value === String(slow) ? "1" : String(slow);
    if (this.playing) this.play();
  }

  /** Follows the stage's clock, except while a hand is on the slider. The stage has the last word on whether it plays, and where it stands, once it has heard what was asked. */
  follow(t: number, playing: boolean, heard = this.asked): void {
    if (heard < this.asked) return;
    const on = playing || this.next !== undefined;
    const [turned, stood] = [on !== this.playing, this.still()];
    if (!this.held) this.show(t, on);
    if (turned || this.still() !== stood) this.changed();
  }

  /** Jumps to a still, and after a while to the next one. */
  private showStill(t: number): void {
    this.ask({ type: "seek", t });
    clearTimeout(this.next);
    const after = stills[(stills.indexOf(t) + 1) % stills.length] ?? 0;
    this.next = setTimeout(() => this.showStill(after), stillFor / Number(this.speed.value));
    this.show(t, true);
    this.changed();
  }

  private ask(message: Clocked): void {
    this.send({ ...message, number: ++this.asked });
  }

  private stopStills(): void {
    clearTimeout(this.next);
    this.next = undefined;
  }

  /** Offers the stills to readers who want no motion. */
  private calm(): void {
    this.stills.hidden = !this.calmed.matches;
    this.stopStills();
  }

  private show(t: number, playing: boolean): void {
    for (const button of this.stills.children) button.setAttribute("aria-pressed", String(button.getAttribute("data-t") === String(t)));
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
