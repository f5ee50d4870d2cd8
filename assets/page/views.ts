/** Everything on the page that is built from the schema, as one thing that shows a run and its reports. */
import type { Run } from "../protocol/run";
import type { Schema } from "../protocol/schema";
import type { State } from "../protocol/state";
import { Compare } from "./controls/compare";
import { Legend } from "./controls/legend";
import { Pickers } from "./controls/pickers";
import { Settings } from "./controls/settings";
import { byId } from "./dom";
import { Laboratory } from "./laboratory/laboratory";
import { Evaluations } from "./measures/evaluations";
import { Measures } from "./measures/measures";
import type { Race } from "./race/race";
import { Standings } from "./race/standings";
import type { Role } from "./own/own";
import { methodOf } from "./run/run";
import { TakeAway, type TakeRequests } from "./take/take";
import type { Palette } from "./theme";
import { About } from "./words/about";

/** What the views ask for. */
export interface ViewRequests extends TakeRequests {
  /** The reader chose another run, of which they are to be told that sentence, unless it is empty. */
  run(run: Run, told?: string): void;
  /** The reader chose another method, source or target: the run may come trained. */
  pick(run: Run, told?: string): void;
  /** The reader chose the layers that are on, or how many particles are drawn. */
  layers(): void;
  /** The reader wants to make a source or target of their own. */
  own(role: Role, id: string): void;
}

export class Views {
  readonly legend: Legend;
  readonly compare: Compare;
  private readonly measures: Measures;
  private readonly evaluations: Evaluations;
  private readonly standings: Standings;
  private comparing = false;
  private readonly pickers: Pickers;
  private readonly settings: Settings;
  private readonly about: About;
  private readonly take: TakeAway;

  constructor(
    private readonly schema: Schema,
    private readonly race: Race,
    requests: ViewRequests,
    palette: Palette,
  ) {
    const change = (run: Run, told?: string): void => requests.run(run, told);
    this.pickers = new Pickers(schema, byId("pickers", HTMLElement), (run, told) => requests.pick(run, told), (role, id) => requests.own(role, id));
    this.settings = new Settings(
      schema,
      {
        method: byId("method-settings", HTMLElement),
        target: byId("target-settings", HTMLElement),
        source: byId("source-settings", HTMLElement),
        sampling: byId("sampling-settings", HTMLElement),
        arithmetic: byId("arithmetic", HTMLElement),
      },
      change,
    );
    this.about = new About(schema, byId("about", HTMLElement));
    this.legend = new Legend(schema, byId("legend", HTMLElement), () => requests.layers());
    this.measures = new Measures(
      schema.metrics,
      {
        headline: byId("headline", HTMLElement),
        score: byId("score-chart", HTMLElement),
        loss: byId("loss-chart", HTMLElement),
        lossValue: byId("loss-value", HTMLElement),
        figures: byId("figures", HTMLElement),
      },
      palette,
    );
    this.compare = new Compare(race, schema, byId("compare", HTMLElement));
    this.evaluations = new Evaluations(schema, race, byId("evaluations", HTMLElement), palette);
    this.take = new TakeAway(byId("take", HTMLElement), schema, race, requests);
    this.standings = new Standings(schema, race, byId("race", HTMLElement), palette);
    const laboratory = new Laboratory(schema, byId("scores", HTMLDialogElement), (run) => requests.pick(run));
    byId("scores-open", HTMLButtonElement).addEventListener("click", () => laboratory.open(race.selected.run));
  }

  /** Shows what the worker tells of the run. */
  state(state: State): void {
    this.measures.state(state);
    this.settings.offer(state);
    this.about.embed(state.embedding);
    this.take.show();
  }

  /** Takes in that the stage has begun to draw. */
  drawn(): void {
    this.take.show();
  }

  /** Shows what was measured: of the run that is looked at, and of all. */
  measured(): void {
    this.measures.show(this.race.selected.course);
    this.compared();
  }

  /** Shows how the contestants compare, with the next picture of the screen: their reports come often. */
  compared(): void {
    if (this.comparing) return;
    this.comparing = true;
    requestAnimationFrame(() => {
      this.comparing = false;
      this.compare.show();
      this.evaluations.show();
      this.standings.show();
    });
  }

  /** Draws in other colours. */
  paint(palette: Palette): void {
    for (const part of [this.measures, this.evaluations, this.standings]) part.paint(palette);
  }

  /** Shows what a run is made of, in every control. */
  show(run: Run): void {
    this.pickers.show(run);
    this.settings.show(run);
    this.about.show(run);
    this.legend.show(methodOf(this.schema, run));
  }
}
