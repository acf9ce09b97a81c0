/**
 * Mail clients read inline styles; a few (Apple Mail, Outlook for Mac, iOS) also read a style sheet and its dark half.
 * Each colour is a class as well, so that the sheet can turn it over; ` !important` beats the inline value.
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
export interface ElementLook {
	readonly class: string;
	readonly style: string;
}

export function look(names: readonly Colour[], style = ''): ElementLook {
	// A line's colour stands with the line.
	const inline = names
		.filter((name) => name !== 'line')
		.map((name) => `${colours[name][0]}:${colours[name][1]}`)
		.join(';');
	return { class: names.map((name) => `m-${name}`).join(' '), style: [inline, style].filter(Boolean).join(';') };
}

export const FONT = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

const dark = Object.entries(colours)
	.map(([name, [property, , value]]) => `.m-${name}{${property}:${value} !important}`)
	.join('');

/** Two figures side by side, tables keep the name and the main figure, and a move's figures stand below its name. */
const narrow = [
	'.m-tiles,.m-tiles tbody{display:block !important}',
	'.m-tiles tr{display:inline !important}',
	'.m-tile{display:inline-block !important;width:47% !important;box-sizing:border-box}',
	'.m-figure{font-size:17px !important}',
	'.m-name{width:72% !important}',
	'.m-wide{display:none !important}',
	'.m-stack{display:block !important;text-align:left !important;padding:2px 0 !important}',
	'.m-pad{padding:16px !important}',
].join('');

/** On paper: no colour around the card, bars as on a screen, no line cut in two, and a link's address is of no use. */
const paper = [
	'body,.m-page,.m-card{background:#ffffff !important}',
	'.m-card{max-width:none !important}',
	'.m-pad{padding:0 !important}',
	'*{-webkit-print-color-adjust:exact;print-color-adjust:exact}',
	'tr,img{break-inside:avoid}',
	'h1,h2{break-after:avoid}',
].join('');

/**
 * Apart from each other: Gmail knows the first and not the second, and drops a sheet with what it does not know. No sheet may
 * have more than 16 KB there.
 */
export const SHEETS = [
	`@media (max-width:520px){${narrow}}`,
	`:root{color-scheme:light dark;supported-color-schemes:light dark}@media screen and (prefers-color-scheme:dark){${dark}}`,
	`@media print{${paper}}@page{size:A4;margin:12mm}`,
];

const BELOW = `border-bottom:1px solid ${colours.line[1]}`;

/** How each part of the page looks. */
export const looks = {
	body: look(['page'], `margin:0;padding:0;${FONT}`),
	page: look(['page'], 'border-collapse:collapse'),
	card: look(['card'], 'border-collapse:separate;border-radius:10px;width:100%;max-width:640px'),
	title: look(['ink'], 'margin:0 0 12px;font-size:22px;line-height:1.25;font-weight:700'),
	heading: look(['ink'], 'margin:26px 0 10px;font-size:15px;line-height:1.3;font-weight:700'),
	paragraph: look(['ink'], 'margin:0 0 12px;font-size:15px;line-height:1.5'),
	nothing: look(['soft'], 'margin:0;font-size:15px'),
	toAdsManager: look(['ink'], 'margin:20px 0 0;font-size:13px;line-height:1.5'),
	notes: look(['soft'], 'margin:20px 0 8px;font-size:12px;line-height:1.5'),

	firstAbout: look(['soft'], 'margin:0 0 16px;font-size:13px;line-height:1.5'),
	verdict: look(['ink'], 'margin:0 0 8px;font-size:14px;line-height:1.5'),
	colorKey: look(['soft'], 'margin:4px 0 0;font-size:12px;line-height:1.5'),
	nextBlock: look(['line'], `padding:28px 0 0;border-bottom:2px solid ${colours.line[1]};font-size:0;line-height:0`),
	nextAbout: look(['soft'], 'margin:20px 0 16px;font-size:13px;line-height:1.5'),

	tileLabel: look(['soft'], 'font-size:12px;line-height:1.4'),
	tileFigure: look(['ink'], 'font-size:22px;line-height:1.3;font-weight:700;white-space:nowrap'),

	periodName: look(['soft'], 'padding:3px 10px 3px 0;font-size:12px;white-space:nowrap'),
	periodFigure: look(['ink'], 'padding:3px 0 3px 10px;font-size:12px;white-space:nowrap'),

	headName: look(['soft', 'line'], `padding:0 0 6px;font-size:12px;font-weight:600;${BELOW}`),
	headMetric: look(['soft', 'line'], `padding:0 0 6px 10px;font-size:12px;font-weight:600;${BELOW}`),
	lineName: look(['ink', 'line'], `padding:8px 0;font-size:13px;line-height:1.4;${BELOW};word-break:break-word`),
	picture: look(['soft'], 'display:block;border:0;border-radius:4px;font-size:10px;line-height:1.2'),
	sumName: look(['ink', 'line'], `padding:8px 0;font-size:13px;line-height:1.4;font-weight:600;${BELOW}`),
	lineFigure: look(['ink', 'line'], `padding:8px 0 8px 10px;font-size:13px;${BELOW};white-space:nowrap`),
	link: look(['link'], 'text-decoration:none'),

	moverName: look(['ink'], 'padding:4px 0;font-size:13px;word-break:break-word'),
	moverFigures: look(['ink'], 'padding:4px 0 4px 10px;font-size:13px;white-space:nowrap'),
} as const satisfies Readonly<Record<string, ElementLook>>;
