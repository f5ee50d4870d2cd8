// Runs the test binary with the flags it is sent, and answers with its exit code and output.
importScripts("wasm_exec.js");

const lines = [];
console.log = (line) => lines.push(line);

onmessage = async ({ data: flags }) => {
  const go = new Go();
  let code = -1;
  go.argv = ["test", ...flags];
  go.exit = (status) => { code = status };
  try {
    const { instance } = await WebAssembly.instantiateStreaming(fetch("tests.wasm"), go.importObject);
    await go.run(instance);
  } catch (error) {
    lines.push(String(error));
  }
  postMessage({ code, output: lines.join("\n") });
  close(); // or a timer that the Go runtime left would wake a program that has ended
};
