const { relative, sep } = require('node:path');

const fullName = require('./fullName');

/**
 * How to run a test of generated cases again, on whichever day.
 *
 * @param {object} test what jest-circus knows of it
 * @param {string} path of its file
 */
module.exports = function howToRepeat(test, path) {
	const file = relative(process.cwd(), path);
	const [, suite] = file.split(sep);
	const pattern = fullName(test).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return `CELLS=${process.env.CELLS} SUITES=${suite} npx jest ${file} -t ${JSON.stringify(pattern)}`;
};
