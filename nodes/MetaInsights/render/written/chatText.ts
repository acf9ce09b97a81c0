import { truncate, uniq } from 'lodash';

import type { Block } from '../blocks';
import { comparedDaysInWords } from '../numbers/days';
import { figureIn, type RenderMetric } from '../numbers/figures';
import type { Line } from '../numbers/lines';
import { NO_NUMBERS } from '../notes/nothing';
import { accountNames } from './accountNames';
import { NOT_FINAL, TO_ADS_MANAGER, type Page } from './page';
import { nameOf } from '../numbers/periods';
import { Words } from '../numbers/words';
import { resultsBehind } from './results';

/** How a chat writes what stands out. Each mark stays within one line, so that whole lines can be left out. */
interface Marks {
	readonly escape: (text: string) => string;
	/** What remains of a line that its writer may have formatted. */
	readonly ownLine?: (text: string) => string;
	readonly bold: (text: string) => string;
	readonly link: (text: string, url: string) => string;
	/** The last link, which has to lead somewhere also where no text can. */
	readonly address?: (text: string, url: string) => string;
	readonly lineEnd: string;
	/** Whether a line may be empty, to part what belongs together. */
	readonly hasGaps?: false;
	/** Characters of one message. */
	readonly most: number;
}

const withoutTags = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\s+/g, ' ').trim();

const inQuotes = (url: string): string => withoutTags(url).replace(/"/g, '&quot;');

const htmlMarks = {
	escape: withoutTags,
	bold: (text: string): string => `<b>${text}</b>`,
	link: (text: string, url: string): string => `<a href="${inQuotes(url)}">${text}</a>`,
};

/** What formats a message of Slack, and signs that look like it. Slack has no way to write the signs themselves. */
const lookalikes: Readonly<Record<string, string>> = { '*': '∗', _: '＿', '~': '∼', '`': 'ˋ' };

/** Within a word (`US_Sale_2`) these signs are themselves and can stay; a backtick nowhere is. */
const withLookalikes = (text: string): string =>
	text.replace(/`|(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])/gu, (sign) => lookalikes[sign] ?? sign);

const withoutMarks = (text: string): string => withLookalikes(withoutTags(text));

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** WhatsApp knows no tags and no links behind words; `*` is bold (WhatsApp Help Center: “How to format your messages”). */
const whatsappMarks = {
	escape: (text: string): string => withLookalikes(inOneLine(text)),
	ownLine: inOneLine,
	bold: (text: string): string => `*${text}*`,
	link: (text: string): string => text,
};

/** Chats, by the names the form has for them. */
export const chats: Readonly<Record<'slack' | 'teams' | 'telegram' | 'whatsapp' | 'whatsappTemplate', Marks>> = {
	// “The characters &, < and > must be escaped"; asterisks for bold, <address|text> for links; texts above 40,000 characters are
	// cut (docs.slack.dev: messaging/formatting-message-text, chat.postMessage).
	slack: {
		escape: withoutMarks,
		bold: (text) => `*${text}*`,
		link: (text, url) => `<${withoutTags(url)}|${text.replace(/\|/g, '/')}>`,
		lineEnd: '\n',
		most: 39_000,
	},
	// HTML as the content type of a message (Microsoft Graph: chatMessage, itemBody); about 28 KB a message.
	teams: { ...htmlMarks, lineEnd: '<br>\n', most: 20_000 },
	// Parse mode HTML: <b>, <a href>; 4,096 characters (core.telegram.org/bots/api: formatting options, sendMessage).
	telegram: { ...htmlMarks, lineEnd: '\n', most: 4_000 },
	// 4,096 characters (WhatsApp Cloud API: text messages).
	whatsapp: { ...whatsappMarks, address: (text, url) => `${text}: ${url}`, lineEnd: '\n', most: 4_000 },
	// “Param text cannot have new-line/tab characters or more than 4 consecutive spaces” (error 132018), and a body has 1,024
	// characters with its own words (WhatsApp Cloud API: message templates).
	whatsappTemplate: {
		...whatsappMarks,
		bold: (text) => text,
		address: () => '',
		lineEnd: ' · ',
		hasGaps: false,
		most: 800,
	},
};

export type Chat = keyof typeof chats;

/** Figures of the head that a chat shows where nobody chose. */
const MOST_FIGURES = 8;

/** Characters of a title and of a note in a message that has to be cut. */
const MOST_OF_TITLE = 200;
const MOST_OF_NOTE = 400;

// Whoever writes the introduction may format it.
const introductionLines = (introduction: string, { ownLine = withoutTags }: Marks): string[] =>
	introduction.split(/\r?\n/).map(ownLine).filter(Boolean);

/** A message of a chat, and whether all of the page is in it. */
export interface ChatMessage {
	readonly text: string;
	readonly isWhole: boolean;
}

/** The report as one message of a chat. */
export function chatMessageOf(page: Page, chat: Chat): ChatMessage {
	const { title, introduction, locale, blocks, notes, nothing = NO_NUMBERS } = page;
	const marks = chats[chat];
	const { escape, bold, lineEnd, most } = marks;
	const noteLines = (some: readonly string[]): string[] => (some.length > 0 ? ['', ...some.map(escape)] : []);
	const numbers = blocks.map((block) => ['', ...blockLines(block, new Words(locale, block.currency), marks)]);
	const body =
		blocks.length === 0
			? [escape(nothing)]
			: blocks.flatMap((block, index) => [...(numbers[index] ?? []), ...noteLines(block.notes)]);
	const lines = [bold(escape(title)), ...introductionLines(introduction, marks), ...body, ...noteLines(notes)];
	const whole = withGaps(lines, marks).join(lineEnd);
	return whole.length <= most
		? { text: whole, isWhole: true }
		: { text: shortMessage(page, numbers, marks), isWhole: false };
}

const withGaps = (lines: readonly string[], { hasGaps }: Marks): string[] =>
	lines.filter((line) => hasGaps !== false || line !== '');

/**
 * A message that is too long loses lines and the rest of a long introduction, but nothing that must be known of the numbers. Of
 * blocks that are left out, it tells the accounts and their sums.
 *
 * @param numbers the lines of each block
 */
function shortMessage(page: Page, numbers: ReadonlyArray<readonly string[]>, marks: Marks): string {
	const { title, introduction, blocks, notes } = page;
	const { escape, bold, lineEnd, most } = marks;
	const shortNotes = uniq([...notes, ...blocks.flatMap((block) => block.notes)]).map((note) =>
		escape(truncate(note, { length: MOST_OF_NOTE, omission: '…' })),
	);
	const begin = truncate(introduction, { length: most / 4, omission: '…', separator: ' ' });
	const head = [
		bold(escape(truncate(title, { length: MOST_OF_TITLE, omission: '…' }))),
		...introductionLines(begin, marks),
	];
	const gap = marks.hasGaps === false ? lineEnd : `${lineEnd}${lineEnd}`;
	const fitted = (shownBlocks: number): string => {
		const missing = escape(missingInWords(page, blocks.slice(shownBlocks)));
		const last = within([missing, ...shortNotes].filter(Boolean), lineEnd, most / 2);
		const ending = last === '' ? '' : `${gap}${last}`;
		const lines = withGaps([...head, ...numbers.slice(0, shownBlocks).flat()], marks);
		return `${within(lines, lineEnd, most - ending.length)}${ending}`;
	};
	// Blocks are left out whole: those that follow the last one with room for all its lines. Of the first, there are some in any case.
	let shownBlocks = blocks.length;
	while (shownBlocks > 1 && fitted(shownBlocks).includes(`${lineEnd}…`)) shownBlocks -= 1;
	return fitted(shownBlocks);
}

/** `Not in this message: Brand B ($1,234.00), Brand C ($56.00).` */
function missingInWords({ locale }: Page, blocks: readonly Block[]): string {
	if (blocks.length === 0) return '';
	const sums = blocks.map((block) => {
		const { headline, sortBy, currency } = block;
		const value = new Words(locale, currency).value(figureIn(headline, sortBy).now, sortBy);
		return `${accountNames(block) || sortBy.label} (${sortBy.label} ${value})`;
	});
	return `Not in this message: ${sums.join(', ')}.`;
}

function blockLines(block: Block, words: Words, marks: Marks): string[] {
	const { metrics, sortBy } = block;
	const about = [accountNames(block), comparedDaysInWords(block, words)].filter(Boolean).join(' · ');
	const valueIn = (figures: Line['figures'], metric: RenderMetric): string => {
		const figure = figureIn(figures, metric);
		// What was before stands at the top only, and not in the one line of a template: a chat has little room.
		const isFull = figures === block.headline && marks.hasGaps !== false;
		const change = isFull ? words.changeWithBefore(figure, metric) : words.change(figure, metric);
		return marks.escape(`${words.value(figure.now, metric)}${change && ` (${change})`}`);
	};
	const lineName = (line: Line): string => {
		const name = marks.escape(nameOf(line, block, words));
		return line.link === null ? name : marks.link(name, line.link);
	};
	// What is escaped has no spaces around it.
	const resultsIn = (line: Line): string => {
		const results = marks.escape(resultsBehind(line, block, words));
		return results && ` ${results}`;
	};
	return [
		marks.escape(about),
		...(block.isFinal ? [] : [marks.escape(NOT_FINAL)]),
		...(marks.hasGaps === false || block.verdict.length === 0 ? [] : [...block.verdict.map(marks.escape), '']),
		...metrics
			.slice(0, block.isChosen ? undefined : MOST_FIGURES)
			.map((metric) => `${marks.escape(metric.label)}: ${valueIn(block.headline, metric)}`),
		...block.tables.flatMap(({ label, lines, others }) => [
			'',
			marks.bold(marks.escape(`${sortBy.label} by ${label.toLowerCase()}`)),
			...[...lines, ...(others ? [others] : [])].map(
				(line) => `• ${lineName(line)}: ${valueIn(line.figures, sortBy)}${resultsIn(line)}`,
			),
		]),
		...(block.adsManager === null ? [] : ['', (marks.address ?? marks.link)(TO_ADS_MANAGER, block.adsManager)]),
	];
}

/** As many whole lines as there is room for. */
function within(lines: readonly string[], lineEnd: string, most: number): string {
	const more = `${lineEnd}…`;
	let text = '';
	for (const [index, line] of lines.entries()) {
		const longer = index === 0 ? line : `${text}${lineEnd}${line}`;
		if (longer.length + more.length > most) return `${text}${more}`;
		text = longer;
	}
	return text;
}
