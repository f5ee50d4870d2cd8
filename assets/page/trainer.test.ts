import { equal, test } from "../testing/testing";
import { Trainer } from "./trainer";

/** A Web Worker of which the test is the program. */
class Program {
  static started: Program[] = [];
  onmessage: ((event: { data: unknown }) => void) | undefined;
  ended = false;
  /** What it was sent, by type and number of ports. */
  told: [string, number][] = [];
  constructor() {
    Program.started.push(this);
  }
  postMessage(message: { type: string }, ports: readonly unknown[] = []): void {
    this.told.push([message.type, ports.length]);
  }
  terminate(): void {
    this.ended = true;
  }
  say(fields: Record<string, unknown>): void {
    this.onmessage?.({ data: { ns: "pushforward", v: 1, ...fields } });
  }
}

function started(): { trainer: Trainer; program: Program; heard: string[] } {
  (globalThis as unknown as { Worker: unknown }).Worker = Program;
  const heard: string[] = [];
  const trainer = new Trainer("worker.js", "worker.wasm", {
    report: (message) => heard.push(message.type),
    failed: (sentence) => heard.push(`failed: ${sentence}`),
    garbled: (why) => heard.push(`garbled: ${why}`),
  });
  Program.started = [];
  trainer.start();
  const program = Program.started[0];
  if (program === undefined) throw new Error("no worker was started");
  return { trainer, program, heard };
}

test("a worker that refuses goes on, one that has stopped is ended", () => {
  const { program, heard } = started();
  program.say({ type: "error", message: "no such target", of: "set" });
  equal([program.ended, heard], [false, ["error"]]);
  program.say({ type: "error", message: "The program stopped.", fatal: true });
  equal([program.ended, heard], [true, ["error", "failed: The program stopped."]]);
});

test("starting again ends the old worker", () => {
  const { trainer, program } = started();
  trainer.start();
  equal([program.ended, Program.started.map((p) => p.ended)], [true, [true, false]]);
});

test("a worker that is to work alone lets its second one go, and gets one again when it need not", () => {
  Object.defineProperty(globalThis, "navigator", { value: { hardwareConcurrency: 2 }, configurable: true });
  const { trainer, program } = started();
  program.say({ type: "assist" });
  const second = Program.started[1];
  second?.say({ type: "ready" });
  equal(program.told, [["assist", 1]]);
  trainer.work(true);
  equal(program.told, [["assist", 1], ["assist", 0]]); // with nobody: it goes on alone
  program.say({ type: "assist" });
  equal(Program.started.length, 2);
  trainer.work(false);
  equal(Program.started.length, 3);
});

test("what the protocol does not know is told, and changes nothing", () => {
  const { program, heard } = started();
  program.say({ type: "dance" });
  equal([program.ended, heard.length, heard[0]?.startsWith("garbled: ")], [false, 1, true]);
});
