const fullName = require('./fullName');

const isWanted = (test, pattern) => pattern.test(fullName(test));

/** @returns how many tests are left in a block */
function keep(block, pattern) {
	block.children = block.children.filter((child) =>
		child.type === 'test' ? isWanted(child, pattern) : keep(child, pattern) > 0,
	);
	return block.children.length;
}

const holds = (block, pattern) =>
	block.children.some((child) => (child.type === 'test' ? isWanted(child, pattern) : holds(child, pattern)));

/**
 * With `-t` a file has only the tests of that name, so that it prints what it ran, and no line for each of the others.
 * One that has none of that name is left as it is: Jest takes a file without tests for a mistake.
 *
 * @param {object} state what jest-circus knows of the file, before its first test runs
 */
module.exports = function keepNamed({ testNamePattern: pattern, rootDescribeBlock: root }) {
	if (pattern && holds(root, pattern)) keep(root, pattern);
};
