import { html, Markup } from '../../../meta/markup';
import type { Block } from '../blocks';
import type { ComparedFigure, RenderMetric } from '../numbers/figures';
import type { Line } from '../numbers/lines';
import { nameOf } from '../numbers/periods';
import { look, looks, type ElementLook } from './style';
import type { Words } from '../numbers/words';

/** `html` by a name that Prettier does not know: it would rewrite spaces and end tags, which are content in a mail. */
export const markup = html;

/** A look as the attributes of an element. */
export const attributes = (its: ElementLook): Markup => markup`class="${its.class}" style="${its.style}"`;

export const styleOf = (name: keyof typeof looks): Markup => attributes(looks[name]);

/** The same look, with what a narrow screen makes of it: a figure smaller, a name wider, a cell below the other or not there. */
export const styledAs = (narrow: 'figure' | 'name' | 'stack' | 'wide', name: keyof typeof looks): Markup =>
	attributes({ ...looks[name], class: `${looks[name].class} m-${narrow}` });

/** What tables for layout have in common. */
const LAYOUT = new Markup('cellpadding="0" cellspacing="0" border="0"');

/** The beginning of a table for layout; `more` are further attributes. */
export function openTable(width: string, more: Markup, name?: string): Markup {
	const its = name !== undefined && markup` class="${name}"`;
	return markup`<table role="presentation"${its} width="${width}" ${LAYOUT} ${more}>`;
}

export const table = (inside: Markup | readonly Markup[], style = ''): Markup =>
	markup`${openTable('100%', markup`style="border-collapse:collapse;${style}"`)}${inside}</table>`;

/** A bar of two cells: widths and colours that even Outlook draws. */
export function bar(part: number): Markup {
	const filledWidth = Math.round(Math.min(1, Math.max(0, part)) * 100);
	const cells = [barCell('fill', filledWidth), barCell('track', 100 - filledWidth)];
	return table(markup`<tr>${cells}</tr>`, 'border-radius:4px;overflow:hidden');
}

function barCell(name: 'fill' | 'track', width: number): Markup | null {
	if (width === 0) return null;
	const style = attributes(look([name], 'font-size:0;line-height:0'));
	return markup`<td width="${width}%" height="8" ${style}>&nbsp;</td>`;
}

/** How a figure has changed, in its colour; nothing where that is not known. */
export function changeMarkup(figure: ComparedFigure, metric: RenderMetric, words: Words, size = 13): Markup | null {
	const text = words.change(figure, metric);
	const style = look([words.tone(figure, metric)], `font-size:${size}px;white-space:nowrap`);
	return text === '' ? null : markup`<span ${attributes(style)}>${text}</span>`;
}

/** The same with the figure before: `-8% (was $772.49)`. Where there is no room for both, it stands below. */
export function comparedMarkup(
	figure: ComparedFigure,
	metric: RenderMetric,
	words: Words,
	size?: number,
): Markup | null {
	const [change, was] = [changeMarkup(figure, metric, words, size), words.was(figure, metric)];
	if (change === null || was === '') return change;
	return markup`${change} <span ${attributes(look(['soft'], 'font-size:12px;white-space:nowrap'))}>(${was})</span>`;
}

/** A line's name, as a link where it has one. */
export function nameMarkup(line: Line, block: Block, words: Words): Markup {
	const name = nameOf(line, block, words);
	return line.link === null ? markup`${name}` : markup`<a href="${line.link}" ${styleOf('link')}>${name}</a>`;
}

/** Pixels. Meta's thumbnails are 64 wide. */
const PICTURE_SIZE = 40;

/** A line's picture; mail clients that block images show its words in its place. */
export function pictureMarkup({ picture, link }: Line): Markup | null {
	if (picture === null) return null;
	const size = markup`width="${PICTURE_SIZE}" height="${PICTURE_SIZE}"`;
	const image = markup`<img src="${picture}" alt="Ad" ${size} ${styleOf('picture')}>`;
	return link === null ? image : markup`<a href="${link}" ${styleOf('link')}>${image}</a>`;
}
