import { uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { unlinked } from '../../meta/unlinked';
import { InputProblem } from '../../shared/form/problem';
import { defineOperation, type Job, type Row, type Verdict } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { recordsBefore, sayUntold, type ReportRecord } from '../../meta/report/reportRecord';
import { recordedRows } from '../rows/recordedRows';
import { daysInWords, daysOf } from '../render/numbers/days';
import { ALL_ROWS, messagesOf, readerOf, rowsWithoutMessage, type MessageRows } from '../render/messages';
import { blocksOf, type Block, type ReportOf } from '../render/blocks';
import { chatMessageOf } from '../render/written/chatText';
import { isShownRow } from '../render/numbers/cells';
import { captioned, checkedComment } from '../render/comment';
import { withActionResults } from '../render/numbers/actionRows';
import { neededColumns, spend } from '../render/numbers/figures';
import { groupColumnOf } from '../render/groupColumn';
import { fileNamesOf } from '../render/fileNames';
import { columnsOfNoReport, leftOut } from '../render/notes/leftOut';
import { KINDS_UNKNOWN } from '../render/notes/notes';
import { nothingInWords } from '../render/notes/nothing';
import { withoutDelivery } from '../render/notes/recordNotes';
import { UNTOLD_CURRENCY_ADVICE, untoldCurrencyNotes, withoutUntoldMoney } from '../render/notes/untoldCurrency';
import { GMAIL_SHOWS, pageOf, type Page } from '../render/written/page';
import { plainTextOf } from '../render/written/plainText';
import { renderForm, type RenderForm } from '../render/renderForm';
import { Words } from '../render/numbers/words';

/** An item for each message, paired with the first of its rows. */
async function render(session: Session, jobs: ReadonlyArray<Job<unknown>>, form: RenderForm): Promise<Verdict[]> {
	const reports = recordsBefore(session.n8n);
	const items = session.n8n.getInputData().map(({ json }) => json);
	const reportRows = recordedRows(items, reports, [
		'clicks',
		...[...form.metrics, form.sortBy].flatMap(neededColumns),
	]).map((one) => ({ ...one, row: withActionResults(withoutUntoldMoney(one)) }));
	sayUntold(session.n8n, items, reports);
	const rows = reportRows.map(({ row }) => row);
	const otherColumns = columnsOfNoReport(rows);
	if (otherColumns !== null)
		throw new InputProblem(
			[],
			`The input is not a report: its columns are ${otherColumns}`,
			'Connect the rows of Meta Insights → Get Report, or rows with columns such as date_start, spend and impressions.',
		);
	const recordedByRow = new Map(reportRows.map((one) => [one.row, one]));
	const reportOf: ReportOf = (row) => recordedByRow.get(row)?.report ?? null;
	const messages = messagesOf(rows, messageColumnOf(rows, form));
	const readerColumn =
		form.readerColumn === undefined ? undefined : groupColumnOf(rows, form.readerColumn, ['options', 'readerColumn']);
	const settings = { ...form, ...groupsIn(rows, form) };
	const whole = form.wholeLine ? wholeLine(blocksOf(rows, settings, reportOf), form.locale) : '';
	const rendered = messages.map((message) => {
		const title = [form.title, message.about].filter(Boolean).join(': ');
		const introduction = [form.introduction, whole].filter(Boolean).join('\n\n');
		const ownReports = message.about === null ? reports : uniq(message.rows.flatMap((row) => reportOf(row) ?? []));
		const fitted = fittingLines(settings.mostLines, (mostLines) => {
			const blocks = blocksOf(message.rows, { ...settings, mostLines }, reportOf);
			const notes = untoldCurrencyNotes(message.rows.flatMap((row) => recordedByRow.get(row) ?? []));
			const ownForm = { ...form, title, introduction };
			return { blocks, ...renderedItem(message.rows, ownForm, blocks, { reports: ownReports, notes }) };
		});
		return { message, ...fitted, json: { ...fitted.json, ...aboutOf(message, readerColumn) } };
	});
	const blocks = rendered.flatMap((one) => one.blocks);
	const lostRows = rowsWithoutMessage(rows, messages);
	if (lostRows > 0)
		session.n8n.addExecutionHints({ message: inNoMessage(lostRows), location: 'outputPane', type: 'warning' });
	if (rows.some(isShownRow) && !rows.some(tellsFacts))
		session.n8n.addExecutionHints({ message: WITHOUT_FACTS, location: 'outputPane', type: 'info' });
	if (blocks.some(({ notes }) => notes.includes(KINDS_UNKNOWN)))
		session.n8n.addExecutionHints({ message: `${KINDS_UNKNOWN} ${ALL_COLUMNS}`, location: 'outputPane', type: 'info' });
	for (const note of untoldCurrencyNotes(reportRows)) {
		const message = `${note} ${UNTOLD_CURRENCY_ADVICE}`;
		session.n8n.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
	}
	for (const message of uniq(blocks.flatMap(({ advice }) => advice)))
		session.n8n.addExecutionHints({ message, location: 'outputPane', type: 'info' });
	const fewest = Math.min(...rendered.map(({ lines }) => lines));
	if (fewest < form.mostLines)
		session.n8n.addExecutionHints({ message: fewerLines(fewest, form.format), location: 'outputPane', type: 'info' });
	if (rendered.some(({ isWhole }) => !isWhole)) {
		const message = form.format === 'email' ? TOO_LONG_MAIL : TOO_LONG_CHAT;
		session.n8n.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
	}
	const places = rendered.map(({ message }) =>
		Math.max(
			0,
			jobs.findIndex(({ index }) => index === message.first),
		),
	);
	const fileNames = fileNamesOf(rendered.map(({ json }) => json));
	const messageRows = await Promise.all(
		rendered.map(async ({ json }, index): Promise<Row> =>
			form.format === 'file' ? { json, binary: { data: await pageFile(session, json, fileNames[index]) } } : { json },
		),
	);
	return jobs.map((_, position): Verdict => ({
		rows: messageRows.filter((_row, index) => places[index] === position),
	}));
}

const inNoMessage = (count: number): string =>
	`${count} ${count === 1 ? 'row is' : 'rows are'} in no message: the column of Separate Message For is empty there.`;

/** The column that divides rows into messages, wherever the form names it. */
function messageColumnOf(rows: readonly IDataObject[], { messagesFor, messageColumn }: RenderForm): string {
	if (messagesFor === ALL_ROWS) return ALL_ROWS;
	return messageColumn === undefined
		? groupColumnOf(rows, messagesFor, ['messagesFor'])
		: groupColumnOf(rows, messageColumn, ['messageColumn']);
}

/** What a message is about, and who reads it. */
const aboutOf = ({ about, rows }: MessageRows, readerColumn: string | undefined): IDataObject => ({
	...(about === null ? {} : { about }),
	...(readerColumn === undefined ? {} : { reader: readerOf(rows, readerColumn) }),
});

/** `The whole report: $1,234.00 spent.` */
function wholeLine(blocks: readonly Block[], locale: string): string {
	const amounts = blocks.flatMap((block) => {
		const figure = block.headline.get(spend.column);
		return figure === undefined ? [] : new Words(locale, block.currency).value(figure.now, spend);
	});
	return amounts.length === 0 ? '' : `The whole report: ${amounts.join(' and ')} spent.`;
}

/** Whether a row tells more than its numbers: what a mail has to say of them besides stands in columns of their own. */
const tellsFacts = (row: IDataObject): boolean => 'account_currency' in row || 'day_complete' in row;

const ALL_COLUMNS = 'In the step that gets the report, set Columns to “All Metrics of the Groups”.';

/** A message, what it is made of, and whether its reader gets to see all of it. */
interface Fitted {
	readonly blocks: readonly Block[];
	readonly json: IDataObject;
	readonly isWhole: boolean;
}

/** The message with as many lines as its reader sees: those left out are one line, and nothing is cut as long as that helps. */
function fittingLines(mostLines: number, make: (mostLines: number) => Fitted): Fitted & { readonly lines: number } {
	let lines = mostLines;
	let fitted = make(lines);
	while (lines > 1 && !fitted.isWhole) {
		lines = Math.floor(lines * 0.8);
		fitted = make(lines);
	}
	return { ...fitted, lines };
}

const fewerLines = (lines: number, format: RenderForm['format']): string =>
	`${format === 'email' ? 'Gmail shows only the first 102 KB of an email' : 'One message of the chat has no room for more'}, so a table has ${lines === 1 ? '1 line' : `${lines} lines`} here, and one for all others.`;

const TOO_LONG_MAIL =
	'Gmail shows only the first 102 KB of an email, and this one is longer: leave out Second Group By, or shorten the introduction.';
const TOO_LONG_CHAT =
	'A message was too long for the chat. It names what it leaves out. To send all of it, choose Separate Message For, or shorten the introduction.';

const WITHOUT_FACTS =
	'These rows do not name the currency of their amounts, nor days that are not over yet, so neither does the message. ' +
	ALL_COLUMNS;

/** The page as a file. */
const pageFile = async ({ n8n }: Session, { html }: IDataObject, name: string | undefined) =>
	await n8n.helpers.prepareBinaryData(Buffer.from(String(html)), name, 'text/html');

/** The columns to group by, wherever the form names them. */
const groupsIn = (rows: readonly IDataObject[], { groupBy, groupColumn, secondGroup }: RenderForm) => ({
	groupBy:
		groupColumn === undefined
			? groupColumnOf(rows, groupBy, ['groupBy'])
			: groupColumnOf(rows, groupColumn, ['groupColumn']),
	secondGroup: secondGroup && groupColumnOf(rows, secondGroup, ['options', 'secondGroup']),
});

function renderedItem(
	rows: readonly IDataObject[],
	form: RenderForm,
	blocks: readonly Block[],
	{ reports, notes: ownNotes }: { readonly reports: readonly ReportRecord[]; readonly notes: readonly string[] },
): Pick<Fitted, 'json' | 'isWhole'> {
	const { locale, format } = form;
	const title = unlinked(form.title);
	const comment = checkedComment(form.comment, blocks);
	const introduction = [form.introduction, captioned(unlinked(comment.text))]
		.filter((text) => text.trim() !== '')
		.join('\n\n');
	const undelivered = blocks.length > 0 ? withoutDelivery(reports) : [];
	const notes = [...leftOut(rows), ...ownNotes, ...undelivered, ...comment.notes].map(unlinked);
	const nothing = nothingInWords(rows, reports, locale);
	const page: Page = { title, introduction, locale, blocks, notes, nothing };
	const html = pageOf(page);
	const { text, isWhole } =
		format === 'email' || format === 'file'
			? { text: plainTextOf(page), isWhole: format === 'file' || Buffer.byteLength(html) <= GMAIL_SHOWS }
			: chatMessageOf(page, format);
	const json = {
		subject: subjectOf(page, reports),
		html,
		text,
		row_count: blocks.reduce((sum, block) => sum + block.rows, 0),
		currencies: blocks.flatMap(({ currency }) => currency ?? []),
		date_start: earliest(blocks.map(({ since }) => since)),
		date_stop: latest(blocks.map(({ until }) => until)),
	};
	return { json, isWhole };
}

/** Whether what blocks spent can be told of the whole: with one that has no currency it would be the sum of a part. */
const isSpendOfAll = (blocks: readonly Block[]): boolean =>
	blocks.every(({ headline, currency }) => currency !== null && headline.get(spend.column)?.now != null);

/** `, $1,234.00 spent (+12%)`; nothing for a block that does not tell it. */
function spentIn(block: Block, locale: string): string {
	const figure = block.headline.get(spend.column);
	// An amount without its currency would be read as one in the reader's own.
	if (figure === undefined || block.currency === null) return '';
	const words = new Words(locale, block.currency);
	const change = words.change(figure, spend);
	return `, ${words.value(figure.now, spend)} spent${change && ` (${change})`}`;
}

/** `Ads Report: Nov 16, 2026 – Nov 22, 2026, $1,234.00 spent (+12%)`. */
function subjectOf({ title, locale, blocks }: Page, reports: readonly ReportRecord[]): string {
	const words = new Words(locale, null);
	const blockDays = blocks.length === 0 ? [daysOf([], reports)] : blocks;
	const days = uniq(blockDays.map((one) => daysInWords(one, words)).filter(Boolean)).join(' and ');
	const blockWords = isSpendOfAll(blocks) ? blocks.map((block) => spentIn(block, locale)) : [];
	return `${title}${days && `: ${days}`}${blockWords.join('')}`.replace(/\s+/g, ' ').trim();
}

const sortedDays = (days: ReadonlyArray<Block['since']>): string[] => days.flatMap((day) => day ?? []).sort();
const earliest = (days: ReadonlyArray<Block['since']>): string | null => sortedDays(days)[0] ?? null;
const latest = (days: ReadonlyArray<Block['since']>): string | null => sortedDays(days).at(-1) ?? null;

export const renderOperation = defineOperation({
	value: 'render',
	name: 'Format as Email or Message',
	action: 'Format report as email or message',
	description: 'Turn rows of a report into an email, a chat message or an HTML file',
	effect: 'read',
	needsCredential: false,
	form: renderForm,
	perform: render,
});
