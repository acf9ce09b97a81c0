import type { IDataObject } from 'n8n-workflow';

import { html, Markup } from '../../meta/markup';
import { remarked } from '../../shared/words';
import { levers } from '../policy/lever';
import { isScheduled, type Decided } from '../steps/step';

/** How steps and what stands beside them are written, as text and as HTML. */

interface Line {
	readonly name: string;
	readonly before: string;
	readonly after: string;
	readonly why: string;
	readonly url: string;
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Names may have line breaks: one could be read as another step. */
const oneLine = (value: unknown): string => text(value).replace(/\s+/g, ' ').trim();

/** A step with its row. */
export interface Moved {
	readonly decided: Decided;
	readonly row: IDataObject;
}

function lineOf({ decided, row }: Moved): Line {
	const { target, decision } = decided;
	const { lever, currency, name } = target.state;
	const say = (value: bigint): string => levers[lever].say(value, currency);
	return {
		name: remarked(oneLine(name), levers[lever].label, isScheduled(decided) ? 'for some hours' : ''),
		before: say(decision.from),
		after: say(decision.to),
		why: [text(row.reason), text(row.warning)].filter(Boolean).join(' '),
		url: text(row.adsManagerUrl),
	};
}

/** How many of a list are told by name. */
const MOST_TOLD = 50;

/** What is told beside the steps, under a heading. */
export interface List {
	readonly heading: string;
	readonly lines: ReadonlyArray<{ readonly name: string; readonly why: string }>;
}

/** A list of rows; none of no rows. @param elsewhere where the others are found */
export function listOf(heading: string, all: ReadonlyArray<{ readonly row: IDataObject }>, elsewhere: string): List[] {
	const lines = all
		.slice(0, MOST_TOLD)
		.map(({ row }) => ({ name: oneLine(row.object) || text(row.objectId), why: text(row.reason) }));
	const rest = all.length - lines.length;
	if (lines.length === 0) return [];
	return [{ heading, lines: rest === 0 ? lines : [...lines, { name: `${rest} more`, why: elsewhere }] }];
}

/** For chats and plain mails. */
export function textOf(moved: readonly Moved[], beside: readonly List[], closing: readonly string[]): string {
	const steps = moved
		.map(lineOf)
		.map(({ name, before, after, why, url }) => `${name}: ${before} → ${after}\n${why}\n${url}`);
	const lists = beside.map(({ heading, lines }) =>
		[heading, ...lines.map(({ name, why }) => `${name}: ${why}`)].join('\n'),
	);
	return [...steps, ...lists, ...closing].join('\n\n');
}

const styled = new Markup('style="padding: 4px 12px 4px 0; text-align: left; vertical-align: top"');

/** The same as a table. */
export function htmlOf(moved: readonly Moved[], beside: readonly List[], closing: readonly string[]): string {
	const cell = (content: string) => html`<td ${styled}>${content}</td>`;
	const rows = moved
		.map(lineOf)
		.map(
			({ name, before, after, why, url }) =>
				html`<tr><td ${styled}><a href="${url}">${name}</a></td>${cell(before)}${cell(after)}${cell(why)}</tr>`,
		);
	const heads = ['Object', 'From', 'To', 'Why'].map((head) => html`<th ${styled}>${head}</th>`);
	const lists = beside.map(({ heading, lines: told }) => {
		const items = told.map(({ name, why }) => html`<li><strong>${name}</strong>: ${why}</li>`);
		return html`<p>${heading}</p><ul>${items}</ul>`;
	});
	const lines = closing.map((line) => html`<p>${line}</p>`);
	return html`<div style="font-family: sans-serif"><table style="border-collapse: collapse"><tr>${heads}</tr>${rows}</table>${lists}${lines}</div>`
		.text;
}
