/** What a test is called, with the blocks it is in. */
module.exports = function fullName({ parent, name }) {
	return parent?.parent === undefined ? name : `${fullName(parent)} ${name}`;
};
