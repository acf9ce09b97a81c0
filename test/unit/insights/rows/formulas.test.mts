import fc from 'fast-check';

import { escapedFormulas } from '../../../../nodes/MetaInsights/deliver/formulas.ts';
import { csvCell } from '../../../../nodes/MetaInsights/deliver/rowFile.ts';

const BEGINNINGS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/** Texts as an attacker would write them: what formulas begin with, what divides cells, quotes, and anything else. */
const hostile = fc
	.array(
		fc.oneof(
			fc.constantFrom(...BEGINNINGS, ';', ',', '\t', '\r', '\n', '"', "'", ' ', '\u00a0', 'IMPORTXML(A1)', '1'),
			fc.string({ unit: 'grapheme', maxLength: 3 }),
		),
		{ maxLength: 12 },
	)
	.map((parts) => parts.join(''));

const isNumber = (text: string) => /^[+-]?\d+(\.\d+)?$/.test(text);

/** The cells that a spreadsheet makes of a text, whichever of these it divides cells at. */
const cellsOf = (text: string): string[][] => [
	[text],
	text.split(/[\r\n]/),
	text.split(/[;\r\n]/),
	text.split(/[\t\r\n]/),
];

const isFormula = (cell: string) => BEGINNINGS.some((sign) => cell.replace(/^[ \u00a0"]+/, '').startsWith(sign));

describe('a text that people open in a spreadsheet', () => {
	it.each([
		['=IMPORTXML("https://example.com";"//a")', '\'=IMPORTXML("https://example.com";"//a")'],
		['+1+2', "'+1+2"],
		['-2+3', "'-2+3"],
		['@SUM(A1)', "'@SUM(A1)"],
		['＝1＋1', "'＝1＋1"],
		['\t=1', "'\t'=1"],
		['\r', "'\r"],
		['  =1+1', "'  =1+1"],
		['Spring;=1+1;x', "Spring;'=1+1;x"],
		// Behind a cell without quotes: `x,"Spring;""=1+1;"""`, divided at semicolons, has a cell `""=1+1`.
		['Spring;"=1+1;"', 'Spring;\'"=1+1;"'],
		['Spring Sale - 20% = now', 'Spring Sale - 20% = now'],
		['1001000000000000001', '1001000000000000001'],
		['-5', '-5'],
		['-5.25', '-5.25'],
		['+49', '+49'],
		['2026-10-28', '2026-10-28'],
		['', ''],
	])('%j is %j', (text, escaped) => expect(escapedFormulas(text)).toBe(escaped));

	it('begins no formula, wherever the spreadsheet divides it', () => {
		fc.assert(
			fc.property(hostile, (text) => {
				if (isNumber(text)) return;
				const escaped = escapedFormulas(text);
				for (const cells of cellsOf(escaped)) expect(cells.filter(isFormula)).toEqual([]);
				expect(escaped).not.toMatch(/^[\t\r]/);
			}),
			{ numRuns: 3000 },
		);
	});

	it('loses nothing: only apostrophes are new, and escaping twice is escaping once', () => {
		fc.assert(
			fc.property(hostile, (text) => {
				const escaped = escapedFormulas(text);
				expect(escaped.replaceAll("'", '')).toBe(text.replaceAll("'", ''));
				expect(escapedFormulas(escaped)).toBe(escaped);
			}),
			{ numRuns: 3000 },
		);
	});

	it('stays what it is where nothing looks like a formula', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[\p{L}\p{N}][\p{L}\p{N} .,:!?()&=+@-]*$/u), (text) => {
				expect(escapedFormulas(text)).toBe(text);
			}),
		);
	});
});

it('a cell is its text without formulas, in quotes where RFC 4180 or a space at an end needs them', () => {
	fc.assert(
		fc.property(hostile, fc.boolean(), (text, escapeFormulas) => {
			const told = escapeFormulas ? escapedFormulas(text) : text;
			const needsQuotes = /[",\r\n]/.test(told) || told !== told.trim();
			expect(csvCell(text, escapeFormulas)).toBe(needsQuotes ? `"${told.replaceAll('"', '""')}"` : told);
		}),
		{ numRuns: 3000 },
	);
});

describe('numbers in a file that people open', () => {
	it('stay numbers, negative ones too', () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
				expect(csvCell(value, true)).toBe(String(value));
			}),
		);
	});

	it('and a text is left alone where programs read', () => expect(csvCell('=1+1', false)).toBe('=1+1'));
});
