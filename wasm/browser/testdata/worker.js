// Complains twice, in the two ways that a worker can.
console.error("a worker's error");
throw new Error("a worker's exception");
