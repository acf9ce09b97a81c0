import type { Block, Line } from './blocks';
import type { Figure, Metric } from './figures';
import { html, Markup } from '../../meta/markup';
import { nameOf } from './periods';
import { FONT, look, SHEET, type Look } from './style';
import { toneOf, Words } from './words';

export interface Page {
	readonly title: string;
	readonly introduction: string;
	readonly locale: string;
	readonly blocks: readonly Block[];
	/** What the reader must know beside the blocks. */
	readonly notes: readonly string[];
}

/** Figures side by side at the top. */
const TILES_PER_LINE = 3;
const MOST_TILES = 12;

const attributes = (looks: Look): Markup => html`class="${looks.class}" style="${looks.style}"`;
const table = (inside: Markup | readonly Markup[], style = ''): Markup =>
	html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;${style}">${inside}</table>`;

/** The report as a page that mail clients show: tables for layout, styles inline, no scripts, no images. */
export function pageOf({ title, introduction, locale, blocks, notes }: Page): string {
	const body = blocks.length === 0 ? [nothing()] : blocks.map((block, index) => blockMarkup(block, new Words(locale, block.currency), index > 0));
	const intro = introduction.split(/(?:\r?\n){2,}/).filter((text) => text.trim() !== '').map(paragraph);
	const heading = html`<h1 ${attributes(look(['ink'], 'margin:0 0 12px;font-size:22px;line-height:1.25;font-weight:700'))}>${title}</h1>`;
	return html`<!DOCTYPE html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>${new Markup(SHEET)}</style>
</head>
<body ${attributes(look(['page'], `margin:0;padding:0;${FONT}`))}>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" ${attributes(look(['page'], 'border-collapse:collapse'))}><tr><td align="center" style="padding:20px 8px">
<table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0" ${attributes(look(['card'], 'border-collapse:separate;border-radius:10px;width:100%;max-width:640px'))}><tr><td class="m-pad" style="padding:28px;${FONT}">
${heading}${intro}${body}${notesMarkup(notes)}
</td></tr></table>
</td></tr></table>
</body>
</html>
`.text;
}

const paragraph = (text: string): Markup => {
	const lines = text.trim().split(/\r?\n/).map((line, index) => html`${index > 0 && html`<br>`}${line}`);
	return html`<p ${attributes(look(['ink'], 'margin:0 0 12px;font-size:15px;line-height:1.5'))}>${lines}</p>`;
};

const nothing = (): Markup => html`<p ${attributes(look(['soft'], 'margin:0;font-size:15px'))}>There are no numbers for this report.</p>`;

const notesMarkup = (notes: readonly string[]): Markup | false => notes.length > 0 && html`<p ${attributes(look(['soft'], 'margin:20px 0 8px;font-size:12px;line-height:1.5'))}>${notes.join(' ')}</p>`;

function blockMarkup(block: Block, words: Words, isNext: boolean): Markup {
	const compared = block.previous ? html` compared with ${words.range(block.previous.since, block.previous.until)}` : null;
	const about = [block.accounts.slice(0, 3).join(', ') + (block.accounts.length > 3 ? ` and ${block.accounts.length - 3} more` : ''), words.range(block.since, block.until)].filter(Boolean).join(' · ');
	const rule = isNext ? 'margin:28px 0 16px;padding-top:20px;border-top:2px solid #e1e6ec;' : 'margin:0 0 16px;';
	return html`<p ${attributes(look(['soft', 'line'], `${rule}font-size:13px;line-height:1.5`))}>${about}${compared}</p>
${tiles(block, words)}
${section(`${block.sortBy.label} by ${block.grain.toLowerCase()}`, block.periods.length > 0 && periodBars(block, words))}
${section(`By ${block.groupLabel.toLowerCase()}`, block.lines.length > 1 && lineTable(block, words))}
${section('Biggest moves', block.up.length + block.down.length > 0 && movers(block, words))}
${notesMarkup(block.notes)}`;
}

function section(title: string, inside: Markup | false): Markup | null {
	if (inside === false) return null;
	return html`<h2 ${attributes(look(['ink'], 'margin:26px 0 10px;font-size:15px;line-height:1.3;font-weight:700'))}>${title}</h2>${inside}`;
}

const changeMarkup = (figure: Figure, metric: Metric, words: Words, size = 13): Markup | null => {
	const text = words.change(figure);
	return text === '' ? null : html`<span ${attributes(look([toneOf(figure, metric)], `font-size:${size}px;white-space:nowrap`))}>${text}</span>`;
};

function tiles(block: Block, words: Words): Markup {
	const shown = block.metrics.slice(0, MOST_TILES);
	const lines = Array.from({ length: Math.ceil(shown.length / TILES_PER_LINE) }, (_, line) => shown.slice(line * TILES_PER_LINE, (line + 1) * TILES_PER_LINE));
	const width = Math.floor(100 / TILES_PER_LINE);
	const tile = (metric: Metric): Markup => {
		const figure = block.headline.get(metric.column) ?? { now: null, before: null, change: null };
		return html`<td class="m-tile" width="${width}%" valign="top" style="padding:8px 12px 10px 0;width:${width}%"><div ${attributes(look(['soft'], 'font-size:12px;line-height:1.4'))}>${metric.label}</div><div ${attributes(look(['ink'], 'font-size:22px;line-height:1.3;font-weight:700;white-space:nowrap'))}>${words.value(figure.now, metric)}</div>${changeMarkup(figure, metric, words)}</td>`;
	};
	const filler = (count: number): Markup[] => Array.from({ length: count }, () => html`<td class="m-wide" width="${width}%"></td>`);
	const rows = lines.map((line) => html`<tr>${line.map(tile)}${filler(TILES_PER_LINE - line.length)}</tr>`);
	return html`<table role="presentation" class="m-tiles" width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">${rows}</table>`;
}

/** A bar of two cells: widths and colours that even Outlook draws. */
function bar(part: number): Markup {
	const filled = Math.round(Math.min(1, Math.max(0, part)) * 100);
	const cell = (name: 'fill' | 'track', width: number): Markup | null =>
		width === 0 ? null : html`<td width="${width}%" height="8" ${attributes(look([name], `width:${width}%;height:8px;font-size:0;line-height:0`))}>&nbsp;</td>`;
	return table(html`<tr>${cell('fill', filled)}${cell('track', 100 - filled)}</tr>`, 'border-radius:4px;overflow:hidden');
}

function periodBars(block: Block, words: Words): Markup {
	const line = (period: Line): Markup =>
		html`<tr><td width="24%" ${attributes(look(['soft'], 'padding:3px 10px 3px 0;font-size:12px;white-space:nowrap'))}>${nameOf(period, block, words)}</td><td style="padding:3px 0">${bar(period.bar)}</td><td width="22%" align="right" ${attributes(look(['ink'], 'padding:3px 0 3px 10px;font-size:12px;white-space:nowrap'))}>${words.value(period.figures.get(block.sortBy.column)?.now, block.sortBy)}</td></tr>`;
	return table(block.periods.map(line));
}

function lineTable(block: Block, words: Words): Markup {
	const others = block.columns;
	const head = (metric: Metric, isMain: boolean): Markup =>
		html`<th align="right" ${withClass(look(['soft', 'line'], 'padding:0 0 6px 10px;font-size:12px;font-weight:600;border-bottom:1px solid #e1e6ec'), !isMain)}>${metric.label}</th>`;
	const cell = (line: Line, metric: Metric, isMain: boolean): Markup => {
		const figure = line.figures.get(metric.column) ?? { now: null, before: null, change: null };
		const change = isMain && changeMarkup(figure, metric, words, 12);
		return html`<td align="right" valign="top" ${withClass(look(['ink', 'line'], 'padding:8px 0 8px 10px;font-size:13px;border-bottom:1px solid #e1e6ec;white-space:nowrap'), !isMain)}>${words.value(figure.now, metric)}${change && html`<br>${change}`}</td>`;
	};
	const line = (one: Line): Markup =>
		html`<tr><td valign="top" ${attributes(look(['ink', 'line'], 'padding:8px 0;font-size:13px;line-height:1.4;border-bottom:1px solid #e1e6ec;word-break:break-word'))}>${nameMarkup(one, block, words)}<div style="padding-top:5px">${bar(one.bar)}</div></td>${cell(one, block.sortBy, true)}${others.map((metric) => cell(one, metric, false))}</tr>`;
	const more = block.hiddenLines > 0 && html`<p ${attributes(look(['soft'], 'margin:8px 0 0;font-size:12px'))}>${block.hiddenLines} more not shown.</p>`;
	return html`${table([html`<tr><th align="left" ${attributes(look(['soft', 'line'], 'padding:0 0 6px;font-size:12px;font-weight:600;border-bottom:1px solid #e1e6ec'))}>${block.groupLabel}</th>${head(block.sortBy, true)}${others.map((metric) => head(metric, false))}</tr>`, ...block.lines.map(line)])}${more}`;
}

/** On a narrow screen only the name and the main figure stay. */
const withClass = (looks: Look, isWide: boolean): Markup => attributes(isWide ? { ...looks, class: `${looks.class} m-wide` } : looks);

function nameMarkup(line: Line, block: Block, words: Words): Markup {
	const name = nameOf(line, block, words);
	return line.link === null ? html`${name}` : html`<a href="${line.link}" ${attributes(look(['link'], 'text-decoration:none'))}>${name}</a>`;
}

function movers(block: Block, words: Words): Markup {
	const line = (one: Line): Markup => {
		const figure = one.figures.get(block.sortBy.column) ?? { now: null, before: null, change: null };
		return html`<tr><td ${attributes(look(['ink'], 'padding:4px 0;font-size:13px;word-break:break-word'))}>${figure.change !== null && figure.change < 0 ? '▼' : '▲'} ${nameMarkup(one, block, words)}</td><td align="right" ${attributes(look(['ink'], 'padding:4px 0 4px 10px;font-size:13px;white-space:nowrap'))}>${words.value(figure.before, block.sortBy)} → ${words.value(figure.now, block.sortBy)} ${changeMarkup(figure, block.sortBy, words)}</td></tr>`;
	};
	return table([...block.up, ...block.down].map(line));
}
