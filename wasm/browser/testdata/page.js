// Clears a WebGL canvas to a colour that no default has, and reads the pixel back.
const gl = document.getElementById("canvas").getContext("webgl2", { preserveDrawingBuffer: true });
gl.clearColor(213 / 255, 94 / 255, 0, 1);
gl.clear(gl.COLOR_BUFFER_BIT);
const pixel = new Uint8Array(4);
gl.readPixels(32, 32, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
globalThis.pixel = Array.from(pixel);
globalThis.startWorker = () => new Worker("worker.js");
