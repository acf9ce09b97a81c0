/**
 * Mail clients read inline styles; a few (Apple Mail, Outlook for Mac, iOS) also read a style sheet and its dark half.
 * Each colour is a class as well, so that the sheet can turn it over; `!important` beats the inline value.
 */
const colours = {
	page: ['background', '#f2f4f7', '#101418'],
	card: ['background', '#ffffff', '#1b2129'],
	ink: ['color', '#1c2430', '#e8ecf1'],
	soft: ['color', '#5b6675', '#9aa7b6'],
	line: ['border-color', '#e1e6ec', '#323b47'],
	good: ['color', '#0b7a3e', '#5bd08c'],
	bad: ['color', '#b3261e', '#ff8a80'],
	plain: ['color', '#5b6675', '#9aa7b6'],
	fill: ['background', '#3b7ddd', '#5c97ea'],
	track: ['background', '#e9eef5', '#2a323d'],
	link: ['color', '#1f5fbf', '#8ab8f5'],
} as const;

type Colour = keyof typeof colours;

/** `class` and `style` of an element. */
export interface Look {
	readonly class: string;
	readonly style: string;
}

export function look(names: readonly Colour[], style = ''): Look {
	const inline = names.map((name) => `${colours[name][0]}:${colours[name][1]}`).join(';');
	return { class: names.map((name) => `m-${name}`).join(' '), style: [inline, style].filter(Boolean).join(';') };
}

export const FONT = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

const dark = Object.entries(colours).map(([name, [property, , value]]) => `.m-${name}{${property}:${value}!important}`).join('');

/** Narrow screens: two figures side by side, and tables keep the name and the main figure. */
export const SHEET =
	`:root{color-scheme:light dark;supported-color-schemes:light dark}` +
	`@media (max-width:520px){.m-tiles,.m-tiles tbody{display:block!important}.m-tiles tr{display:inline!important}.m-tile{display:inline-block!important;width:47%!important;box-sizing:border-box}.m-wide{display:none!important}.m-pad{padding:16px!important}}` +
	`@media (prefers-color-scheme:dark){${dark}}`;
