import { Markup } from '../../../meta/markup';
import type { Block } from '../blocks';
import { comparedDaysInWords } from '../numbers/days';
import { NO_NUMBERS } from '../notes/nothing';
import { accountNames } from './accountNames';
import { attributes, markup, openTable, styleOf, table } from './elements';
import { figureIn } from '../numbers/figures';
import { allLines } from '../numbers/groupTables';
import { FONT, look, SHEETS } from './style';
import { lineTable, movers, periodBars, tileMetrics, tiles } from './tables';
import { Words } from '../numbers/words';

export interface Page {
	readonly title: string;
	readonly introduction: string;
	readonly locale: string;
	readonly blocks: readonly Block[];
	/** What the reader must know beside the blocks. */
	readonly notes: readonly string[];
	/** What stands there without blocks. */
	readonly nothing?: string;
}

/** Bytes of a mail that Gmail shows (help pages of mail services: "Gmail clips your message at 102K"). */
export const GMAIL_SHOWS = 102 * 1024;

/** A page that mail clients show: tables for layout, styles inline, no scripts. */
export const documentOf = ({ title, locale }: Pick<Page, 'title' | 'locale'>, content: Markup): string =>
	markup`<!DOCTYPE html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
${SHEETS.map(
	(sheet) => markup`<style>${new Markup(sheet)}</style>
`,
)}</head>
<body ${styleOf('body')}>
${openTable('100%', styleOf('page'))}<tr><td align="center" style="padding:20px 8px">
${openTable('640', styleOf('card'))}<tr><td class="m-pad" style="padding:28px;${FONT}">
${content}
</td></tr></table>
</td></tr></table>
</body>
</html>
`.text;

/** The report as such a page. */
export const pageOf = (page: Page): string => documentOf(page, contentOf(page));

function contentOf({ title, introduction, locale, blocks, notes, nothing: reason = NO_NUMBERS }: Page): Markup {
	const heading = markup`<h1 ${styleOf('title')}>${title}</h1>`;
	const paragraphs = introduction
		.split(/(?:\r?\n){2,}/)
		.filter((text) => text.trim() !== '')
		.map(paragraph);
	const body = blocks.map((block, index) => blockMarkup(block, new Words(locale, block.currency), index > 0));
	const nothing = markup`<p ${styleOf('nothing')}>${reason}</p>`;
	return markup`${heading}${paragraphs}${body.length === 0 ? nothing : body}${notesMarkup(notes)}`;
}

function paragraph(text: string): Markup {
	const lines = text
		.trim()
		.split(/\r?\n/)
		.map((line, index) => markup`${index > 0 && markup`<br>`}${line}`);
	return markup`<p ${styleOf('paragraph')}>${lines}</p>`;
}

const notesMarkup = (notes: readonly string[]): Markup | false =>
	notes.length > 0 && markup`<p ${styleOf('notes')}>${notes.join(' ')}</p>`;

function blockMarkup(block: Block, words: Words, isNext: boolean): Markup {
	const { sortBy, grain, up, down } = block;
	const about = [accountNames(block), comparedDaysInWords(block, words)].filter(Boolean).join(' · ');
	const notFinal = !block.isFinal && markup`<br>${NOT_FINAL}`;
	// Outlook draws no line above a paragraph.
	const above = isNext && table(markup`<tr><td ${styleOf('nextBlock')}>&nbsp;</td></tr>`);
	return markup`${above}<p ${styleOf(isNext ? 'nextAbout' : 'firstAbout')}>${about}${notFinal}</p>
${block.verdict.map((line) => markup`<p ${styleOf('verdict')}>${line}</p>`)}
${tiles(block, words)}${colorKey(block, words)}
${section(`${sortBy.label} by ${grain.toLowerCase()}`, block.periods.length > 0 && periodBars(block, words))}
${block.tables.map((ownTable) => section(`By ${ownTable.label.toLowerCase()}`, lineTable(ownTable, block, words)))}
${section('Biggest moves', up.length + down.length > 0 && movers(block, words))}
${linkMarkup(block)}${notesMarkup(block.notes)}`;
}

/** What the colors of changes mean, where there are any. */
function colorKey(block: Block, words: Words): Markup | false {
	const { headline, tables, up, down, sortBy } = block;
	const tones = [
		...tileMetrics(block).map((metric) => words.tone(figureIn(headline, metric), metric)),
		...[...tables.flatMap(allLines), ...up, ...down].map(({ figures }) =>
			words.tone(figureIn(figures, sortBy), sortBy),
		),
	];
	if (tones.every((tone) => tone === 'plain')) return false;
	const [good, bad] = [attributes(look(['good'])), attributes(look(['bad']))];
	const key = markup`<span ${good}>Green</span> is better than before, <span ${bad}>red</span> is worse. Gray: hardly changed, may be chance, or neither good nor bad.`;
	return markup`<p ${styleOf('colorKey')}>${key}</p>`;
}

/** Meta's numbers grow for some time: it stands where the dates are, since it is easily missed elsewhere. */
export const NOT_FINAL = 'Not final: Meta can still change these numbers for up to 28 days.';

/** What leads from the message to the account itself. */
export const TO_ADS_MANAGER = 'Open in Ads Manager';

const linkMarkup = ({ adsManager }: Block): Markup | false =>
	adsManager !== null &&
	markup`<p ${styleOf('toAdsManager')}><a href="${adsManager}" ${styleOf('link')}>${TO_ADS_MANAGER}</a></p>`;

const section = (title: string, inside: Markup | false): Markup | false =>
	inside && markup`<h2 ${styleOf('heading')}>${title}</h2>${inside}`;
