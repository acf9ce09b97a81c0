const { setFlagsFromString } = require('node:v8');

/** Bytes of bytecode that a function runs before V8 optimizes it; by itself V8 of Node 20 does so after 66 KB. */
const BUDGET = 600_000;

/**
 * Most of what a test runs has ended before optimized code has paid for its making: without this all tests take an eighth
 * longer. Node 24 has a compiler in between, and no such flag.
 */
module.exports = function optimizeLater() {
	if (process.version.startsWith('v20.')) setFlagsFromString(`--interrupt-budget=${BUDGET}`);
};
