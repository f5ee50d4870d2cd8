// Runs the test binary in a worker, as the training program runs, and keeps what comes of it in globalThis.result.
const worker = new Worker("worker.js");
worker.onmessage = ({ data }) => { globalThis.result = data };
globalThis.start = (flags) => worker.postMessage(flags);
