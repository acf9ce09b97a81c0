import type { Block } from './blocks';
import { figureIn, type Metric } from './figures';
import type { Line } from './lines';
import type { Page } from './page';
import { nameOf } from './periods';
import { Words } from './words';

/** How a chat writes what stands out. Each mark stays within one line, so that whole lines can be left out. */
interface Marks {
	readonly escape: (text: string) => string;
	readonly bold: (text: string) => string;
	readonly link: (text: string, url: string) => string;
	readonly lineEnd: string;
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

/** Chats, by the names the form has for them. */
export const chats: Readonly<Record<'slack' | 'teams' | 'telegram', Marks>> = {
	// “The characters &, < and > must be escaped"; asterisks for bold, <address|text> for links; longer texts are cut or split
	// (docs.slack.dev: messaging/formatting-message-text; chat.postMessage advises 4,000 characters).
	slack: {
		escape: withoutTags,
		bold: (text) => `*${text}*`,
		link: (text, url) => `<${withoutTags(url)}|${text.replace(/\|/g, '/')}>`,
		lineEnd: '\n',
		most: 4_000,
	},
	// HTML as the content type of a message (Microsoft Graph: chatMessage, itemBody); about 28 KB a message.
	teams: { ...htmlMarks, lineEnd: '<br>\n', most: 20_000 },
	// Parse mode HTML: <b>, <a href>; 4,096 characters (core.telegram.org/bots/api: formatting options, sendMessage).
	telegram: { ...htmlMarks, lineEnd: '\n', most: 4_000 },
};

export type Chat = keyof typeof chats;

/** Figures of the head that a chat shows. */
const MOST_FIGURES = 8;

/** The report as one message of a chat. */
export function chatTextOf({ title, introduction, locale, blocks, notes }: Page, chat: Chat): string {
	const marks = chats[chat];
	const body =
		blocks.length === 0
			? ['There are no numbers for this report.']
			: blocks.flatMap((block) => ['', ...blockLines(block, new Words(locale, block.currency), marks)]);
	const said = introduction.split(/\r?\n/).map(marks.escape).filter(Boolean);
	const remarks = notes.length > 0 ? ['', ...notes.map(marks.escape)] : [];
	return within([marks.bold(marks.escape(title)), ...said, ...body, ...remarks], marks);
}

function blockLines(block: Block, words: Words, marks: Marks): string[] {
	const { accounts, previous, since, until, metrics, sortBy, groupLabel, hiddenLines } = block;
	const compared = previous ? `, compared with ${words.range(previous.since, previous.until)}` : '';
	const about = [...accounts.slice(0, 3), `${words.range(since, until)}${compared}`].filter(Boolean).join(' · ');
	const valueIn = (figures: Line['figures'], metric: Metric): string => {
		const figure = figureIn(figures, metric);
		const change = words.change(figure);
		return `${words.value(figure.now, metric)}${change && ` (${change})`}`;
	};
	const lines = block.lines.length > 1 ? block.lines : [];
	return [
		marks.escape(about),
		...metrics
			.slice(0, MOST_FIGURES)
			.map((metric) => marks.escape(`${metric.label}: ${valueIn(block.headline, metric)}`)),
		...(lines.length > 0 ? ['', marks.bold(marks.escape(`${sortBy.label} by ${groupLabel.toLowerCase()}`))] : []),
		...lines.map((line) => {
			const name = marks.escape(nameOf(line, block, words));
			const named = line.link === null ? name : marks.link(name, line.link);
			return `• ${named}: ${marks.escape(valueIn(line.figures, sortBy))}`;
		}),
		...(hiddenLines > 0 ? [`${hiddenLines} more not shown.`] : []),
		...(block.notes.length > 0 ? ['', ...block.notes.map(marks.escape)] : []),
	];
}

/** As many whole lines as one message takes. */
function within(lines: readonly string[], { lineEnd, most }: Marks): string {
	const more = `${lineEnd}…`;
	let text = '';
	for (const [index, line] of lines.entries()) {
		const longer = index === 0 ? line : `${text}${lineEnd}${line}`;
		if (longer.length + more.length > most) return `${text}${more}`;
		text = longer;
	}
	return text;
}
