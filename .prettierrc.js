module.exports = {
	useTabs: true,
	singleQuote: true,
	printWidth: 120,
	trailingComma: 'all',
	// Templates tagged `html` become mail: laid out anew they would be another text, with elements closed that are left open.
	embeddedLanguageFormatting: 'off',
};
