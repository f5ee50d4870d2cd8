/** A race: contestants side by side, each with a worker and a stage of its own, of which one is looked at more closely. */
import type { StageRequest } from "../../protocol/protocol";
import { element } from "../dom";
import { Contestant, type ContestantListener, type Programs } from "./contestant";

export class Race {
  readonly contestants: Contestant[] = [];
  /** The contestant whose run the controls show and change. */
  selected: Contestant;

  constructor(
    private readonly host: HTMLElement,
    private readonly programs: Programs,
    private readonly listener: ContestantListener,
  ) {
    this.selected = this.add();
  }

  /** Starts the programs of all. */
  start(): void {
    for (const contestant of this.contestants) contestant.start();
  }

  /** Sends a request to all stages. */
  show(message: StageRequest): void {
    for (const contestant of this.contestants) contestant.show(message);
  }

  private add(): Contestant {
    const frame = element("iframe", { class: "stage", title: "Stage: the target, and the particles that the map carries" });
    this.host.append(frame);
    const contestant = new Contestant(frame, this.programs, this.listener);
    this.contestants.push(contestant);
    return contestant;
  }
}
