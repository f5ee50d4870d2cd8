/** A small schema for tests, as a worker would send it. */
import { workerReport } from "../protocol/decode";
import type { Schema } from "../protocol/schema";

/** The fields of a ready message: two methods, of which the second goes with one source and one target only. */
const readyFields = {
  type: "ready",
  schema: {
    families: [{ id: "flows", name: "Flows", idea: "Follow a velocity." }],
    methods: [
      {
        id: "flow",
        name: "Flow",
        family: "flows",
        idea: "Learn a velocity.",
        abilities: ["push", "velocity"],
        defaultNFE: 64,
        solver: "euler",
        parameters: [
          { name: "lr", label: "Rate", kind: "float", default: "0.001", min: 1e-5, max: 0.1, scale: "log", help: "Step." },
          { name: "net", label: "Layers", kind: "ints", default: "64,64", min: 1, max: 512, help: "Widths." },
          { name: "t", label: "Cut", kind: "float", default: "0", min: 0, max: 1, help: "Shares its name with a key." },
        ],
      },
      { id: "map", name: "Map", family: "flows", idea: "One step.", abilities: ["push"], sources: ["box"], targets: ["moons"], defaultNFE: 1 },
    ],
    sources: [
      { id: "normal", name: "Normal", idea: "Bell." },
      { id: "box", name: "Box", idea: "Flat.", parameters: [{ name: "side", kind: "float", default: "1", min: 0.5, max: 2, help: "" }] },
    ],
    targets: [
      { id: "ring", name: "Ring", idea: "Round.", parameters: [{ name: "std", kind: "float", default: "0.1", min: 0.01, max: 1, help: "" }] },
      { id: "moons", name: "Moons", idea: "Two." },
    ],
    embeddings: [
      { id: "zeros", name: "Zeros", idea: "Flat." },
      { id: "noise", name: "Noise", idea: "Thin.", parameters: [{ name: "std", kind: "float", default: "0.1", min: 0.001, max: 1, help: "" }] },
    ],
    metrics: null,
    solvers: [
      { id: "euler", name: "Euler", idea: "Straight on." },
      { id: "heun", name: "Heun", idea: "There and back." },
      { id: "ddim", name: "DDIM", idea: "Guesses.", parameters: [{ name: "eta", kind: "float", default: "0", min: 0, max: 1, help: "" }] },
    ],
    layers: [
      { id: "target", name: "Target", help: "" },
      { id: "velocity", name: "Velocity", needs: ["velocity"], help: "" },
    ],
    default: { method: "flow", source: "normal", target: "ring", seed: 7 },
  },
};

/** The schema of readyFields, decoded. */
export function sampleSchema(): Schema {
  const report = workerReport(readyFields);
  if (report.type !== "ready") throw new Error(`fixture: got ${report.type}, want ready`);
  return report.schema;
}
