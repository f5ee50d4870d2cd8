import { Experiment } from "../page/run/experiment";
import type { WorkerRequest } from "../protocol/protocol";
import type { State, Status } from "../protocol/state";
import { sampleSchema } from "../testing/fixture";
import { equal, test } from "../testing/testing";
import { moverOf, Rest } from "./rest";

const run = sampleSchema().default;

/** A frame's parts, whose worker has built a run; what it is sent since, and a way to let it answer. */
function frame(): { rest: Rest; experiment: Experiment; playback: { playing: boolean }; sent: WorkerRequest[]; answer: (status: Status, of?: string) => void } {
  const sent: WorkerRequest[] = [];
  const nothing = (): void => undefined;
  const experiment = new Experiment((m) => sent.push(m), { opened: nothing, wants: nothing, cleared: nothing, state: nothing, metrics: nothing, score: nothing, refused: nothing });
  const answer = (status: Status, of = ""): void => {
    const about = { seconds: 0, parameters: 1, dim: 2, sourceDim: 2, generation: 1, embedding: "", solvers: [], message: "", noMap: "", trained: false, kept: [0], latest: 0, workers: 1 };
    experiment.report({ type: "state", run, status, step: 0, horizon: 100, of, ...about } satisfies { type: "state" } & State);
  };
  experiment.choose(run);
  answer("idle", "set");
  sent.length = 0;
  const playback = {
    playing: true,
    still: (): number | undefined => (playback.playing ? undefined : 0),
    play: () => void (playback.playing = true),
    pause: () => void (playback.playing = false),
  };
  return { rest: new Rest(moverOf(playback, () => experiment)), experiment, playback, sent, answer };
}

const types = (sent: readonly WorkerRequest[]): string => sent.map((m) => m.type).join(" ");

test("what trained and played does so again, though the turn went back and forth before the worker answered", () => {
  const { rest, experiment, playback, sent, answer } = frame();
  experiment.train();
  for (const on of [true, false, true, false, true]) rest.turn(on);
  equal([types(sent), rest.rests, playback.playing], ["train pause train pause train pause", true, false]);
  for (const of of ["train", "pause", "train", "pause", "train"]) {
    answer(of === "train" ? "training" : "paused", of);
    equal(rest.rests, true); // an answer from before is no start in spite of the rest
  }
  answer("paused", "pause");
  rest.turn(false);
  equal([types(sent.slice(-1)), experiment.trains, playback.playing], ["train", true, true]);
});

test("what was told to pause while it rested stays so", () => {
  const { rest, experiment, playback, sent } = frame();
  experiment.train();
  rest.turn(true);
  rest.forget();
  rest.turn(false);
  equal([types(sent), playback.playing], ["train pause", false]);
});

test("what is started in spite of the rest ends it", () => {
  const { rest, experiment, playback, sent } = frame();
  experiment.train();
  rest.turn(true);
  playback.playing = true;
  equal(rest.rests, false);
  rest.turn(false);
  equal([types(sent), playback.playing], ["train pause", true]);
});

test("what finished meanwhile does not begin anew", () => {
  const { rest, experiment, sent, answer } = frame();
  experiment.train();
  rest.turn(true);
  answer("finished", "train");
  answer("finished", "pause");
  rest.turn(false);
  equal(types(sent), "train pause");
});
