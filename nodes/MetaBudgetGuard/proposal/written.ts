import type { IDataObject } from 'n8n-workflow';

import { html, Markup } from '../../meta/markup';
import { unlinked } from '../../meta/unlinked';
import { withRemarks } from '../../shared/words';
import { levers } from '../policy/lever';
import { isScheduled, type DecidedStep } from '../record/step';

/** How steps and what stands beside them are written, as text and as HTML. */

interface Line {
	readonly name: string;
	readonly before: string;
	readonly after: string;
	readonly why: string;
	readonly url: string;
}

export const textOrEmpty = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Names may have line breaks: one could be read as another step. And one that looks like an address becomes no link. */
const oneLine = (value: unknown): string => unlinked(textOrEmpty(value).replace(/\s+/g, ' ').trim());

/** A step with its row. */
export interface MovedStep {
	readonly decided: DecidedStep;
	readonly row: IDataObject;
}

/** What a row says beside what is said of all its kind above. */
function ownWords({ reason, warning }: IDataObject, common: string | null): string {
	const all = textOrEmpty(reason);
	const ownSentences = common !== null && all.startsWith(common) ? all.slice(common.length).trim() : all;
	return unlinked([ownSentences, textOrEmpty(warning)].filter(Boolean).join(' '));
}

function lineOf({ decided, row }: MovedStep): Line {
	const { target, decision } = decided;
	const { lever, currency, name } = target.state;
	const say = (value: bigint): string => levers[lever].say(value, currency);
	return {
		name: withRemarks(oneLine(name), levers[lever].label, isScheduled(decided) ? 'for some hours' : ''),
		before: say(decision.from),
		after: say(decision.to),
		why: ownWords(row, decision.common),
		url: textOrEmpty(row.adsManagerUrl),
	};
}

/** Steps with what is said of all of them, once: a rule, or the plan of the account. */
interface Section {
	readonly common: string | null;
	readonly lines: readonly Line[];
}

const sectionsOf = (movedSteps: readonly MovedStep[]): Section[] =>
	[...new Set(movedSteps.map(({ decided }) => decided.decision.common))].map((common) => ({
		common,
		lines: movedSteps.filter(({ decided }) => decided.decision.common === common).map(lineOf),
	}));

/** How many of a list are told by name. */
const MOST_TOLD = 50;

/** What is told beside the steps, under a heading. */
export interface List {
	readonly heading: string;
	readonly lines: ReadonlyArray<{ readonly name: string; readonly why: string }>;
}

/** A row, and what is said of all its kind: above, if a step there has it too. */
export interface RowRemark {
	readonly row: IDataObject;
	readonly common: string | null;
}

/** A list of rows; none of no rows. @param elsewhere where the others are found */
export function listOf(heading: string, all: readonly RowRemark[], elsewhere: string): List[] {
	const lines = all.slice(0, MOST_TOLD).map(({ row, common }) => ({
		name: oneLine(row.object) || textOrEmpty(row.objectId),
		why: ownWords({ reason: row.reason }, common),
	}));
	const rest = all.length - lines.length;
	if (lines.length === 0) return [];
	return [{ heading, lines: rest === 0 ? lines : [...lines, { name: `${rest} more`, why: elsewhere }] }];
}

/** For chats and plain mails. */
export function proposalText(
	movedSteps: readonly MovedStep[],
	beside: readonly List[],
	closing: readonly string[],
): string {
	const steps = sectionsOf(movedSteps).flatMap(({ common, lines }) => [
		...(common === null ? [] : [common]),
		...lines.map(({ name, before, after, why, url }) =>
			[`${name}: ${before} → ${after}`, why, url].filter(Boolean).join('\n'),
		),
	]);
	const lists = beside.map(({ heading, lines }) =>
		[heading, ...lines.map(({ name, why }) => `${name}: ${why}`)].join('\n'),
	);
	return [...steps, ...lists, ...closing].join('\n\n');
}

const cellStyle = new Markup('style="padding: 8px 12px 0 0; text-align: left; vertical-align: top"');
/** Below its step, over the whole width: a phone shows it without columns of one word. */
const wide = new Markup('colspan="3" style="padding: 2px 12px 4px 0; color: #555555"');
const above = new Markup('colspan="3" style="padding: 12px 0 0 0"');

/** The same as a table. */
export function htmlOf(movedSteps: readonly MovedStep[], beside: readonly List[], closing: readonly string[]): string {
	const cell = (content: string) => html`<td ${cellStyle}>${content}</td>`;
	const step = ({ name, before, after, why, url }: Line) =>
		html`<tr><td ${cellStyle}><a href="${url}">${name}</a></td>${cell(before)}${cell(after)}</tr>${why !== '' && html`<tr><td ${wide}>${why}</td></tr>`}`;
	const rows = sectionsOf(movedSteps).map(
		({ common, lines }) => html`${common !== null && html`<tr><td ${above}>${common}</td></tr>`}${lines.map(step)}`,
	);
	const heads = ['Object', 'From', 'To'].map((head) => html`<th ${cellStyle}>${head}</th>`);
	const lists = beside.map(({ heading, lines: lineTexts }) => {
		const items = lineTexts.map(({ name, why }) => html`<li><strong>${name}</strong>: ${why}</li>`);
		return html`<p>${heading}</p><ul>${items}</ul>`;
	});
	const lines = closing.map((line) => html`<p>${line}</p>`);
	return html`<div style="font-family: sans-serif"><table style="border-collapse: collapse"><tr>${heads}</tr>${rows}</table>${lists}${lines}</div>`
		.text;
}
