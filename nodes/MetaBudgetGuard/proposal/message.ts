import { groupBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { html, Markup } from '../../meta/markup';
import { runsAsTool } from '../../shared/node/openSession';
import type { Row } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session';
import { remarked } from '../../shared/words';
import { levers } from '../policy/lever';
import { inWords } from '../policy/moment';
import { dailyShare, type AccountSum } from '../steps/accountSum';
import { MESSAGE } from '../steps/row';
import { isPause, isScheduled, type Decided, type Ending } from '../steps/step';
import { MOST_STEPS, proposalColumn } from './column';

/** An item's ending with its row, and what the account's budgets come to with it. */
export interface Ended {
	readonly index: number;
	readonly ending: Ending;
	readonly row: IDataObject;
	readonly sum: AccountSum | undefined;
}

/**
 * The messages of a run, one an account, with the item each comes from. An agent has read it all in the rows.
 *
 * @param validFor milliseconds for which a proposal can be approved; null where nothing is proposed
 */
export function messageRows({ n8n }: Session, ended: readonly Ended[], validFor: number | null): Map<number, Row> {
	const rows = new Map<number, Row>();
	if (runsAsTool(n8n)) return rows;
	const workflow = n8n.getWorkflow().name ?? '';
	for (const ofAccount of Object.values(groupBy(ended, ({ row }) => row.accountId))) {
		const [first] = ofAccount;
		const json = messageOf(ofAccount, { workflow, validFor });
		if (first !== undefined && json !== null) rows.set(first.index, { output: MESSAGE, json });
	}
	return rows;
}

interface About {
	/** The workflow that asks. */
	readonly workflow: string;
	/** Milliseconds for which a proposal can be approved; null where nothing is proposed. */
	readonly validFor: number | null;
}

/**
 * One message about the steps of one account: in a dry run what is proposed, with the steps in the column `proposal`;
 * otherwise what became of them. None where nothing would change and nothing did.
 */
export function messageOf(ended: readonly Ended[], { workflow, validFor }: About): IDataObject | null {
	const kind = ended.some(({ ending }) => ending.kind === 'applied') ? 'applied' : 'wouldApply';
	const moved = ended.flatMap(({ ending, row }) =>
		ending.kind === kind && (kind === 'applied' || isProposed(ending.decided))
			? [{ decided: ending.decided, row }]
			: [],
	);
	const [first, ...more] = moved.slice(0, MOST_STEPS);
	if (first === undefined) return null;
	const shown = [first, ...more] as const;
	const left = ended.filter(({ ending: { kind } }) => kind === 'held' || kind === 'takenBack' || kind === 'failed');
	const steps = shown.map(({ decided }) => decided);
	if (kind === 'wouldApply' && validFor === null) return null;
	const isProposal = kind === 'wouldApply' && validFor !== null;
	const proposal = isProposal ? proposalColumn([first.decided, ...more.map(({ decided }) => decided)], validFor) : null;
	const what = `${counted(steps)}${changeInAll(steps)}`;
	const { account } = first.decided.step;
	const closing = [
		allBudgets(ended, steps),
		moved.length > shown.length &&
			`${moved.length - shown.length} more are no part of it: at most ${MOST_STEPS} steps are ${isProposal ? 'proposed' : 'told'} at once.`,
		proposal !== null &&
			`Proposed by the workflow “${workflow}” for ${account.name} (${account.id}) on ${inWords(Date.parse(proposal.madeAt), account.timeZone)}; ` +
				`valid until ${inWords(Date.parse(proposal.expiresAt), account.timeZone)} (${account.timeZone}). Each step is checked once more before it is made.`,
	].filter((line) => line !== false && line !== null);
	const heldCount = left.length === 0 ? '' : `, ${left.length} held`;
	return {
		subject: proposal === null ? `Done: ${what}${heldCount}` : `Approve ${what}?`,
		text: textOf(shown, left, closing),
		html: htmlOf(shown, left, closing),
		...(proposal !== null && { proposal }),
	};
}

/**
 * Whether it can be applied later: taking back is allowed for its own sake, which a proposal cannot claim, and a raise for
 * some hours would become one for good.
 */
const isProposed = (decided: Decided): boolean => decided.step.request.wish.kind !== 'undo' && !isScheduled(decided);

function counted(steps: readonly Decided[]): string {
	const [first] = steps;
	const lever = first === undefined ? null : levers[first.target.state.lever];
	const noun = steps.every(isPause) ? 'pause' : `${lever?.label.replace(/^(daily|lifetime) /, '') ?? ''} change`;
	return `${steps.length} ${noun}${steps.length === 1 ? '' : 's'}`;
}

const signed = (amount: bigint, say: (value: bigint) => string): string =>
	amount < 0n ? `−${say(-amount)}` : `+${say(amount)}`;

/** What they add to a day's budget together; nothing where they move no budget. */
function changeInAll(steps: readonly Decided[]): string {
	const [first] = steps;
	const budgets = steps.filter(({ target: { state } }) => /Budget$/.test(state.lever));
	if (first === undefined || budgets.length < steps.length) return '';
	const { state } = first.target;
	const total = budgets.reduce((sum, one) => sum + dailyShare(one, one.target.state.readAt), 0n);
	return `, ${signed(total, (value) => levers.dailyBudget.say(value, state.currency))} a day`;
}

/** From where to where the budgets of the account go. */
function allBudgets(ended: readonly Ended[], steps: readonly Decided[]): string | null {
	const sums = ended.flatMap(({ sum }) => (sum === undefined || 'unknown' in sum ? [] : [sum]));
	const [first, last] = [sums[0], sums.at(-1)];
	const currency = steps[0]?.target.state.currency;
	if (first === undefined || last === undefined || currency === undefined) return null;
	const say = (value: bigint): string => levers.dailyBudget.say(value, currency);
	return `All active budgets of the account: ${say(first.before)} → ${say(last.after)} a day.`;
}

interface Line {
	readonly name: string;
	readonly before: string;
	readonly after: string;
	readonly why: string;
	readonly url: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Names may have line breaks: one could be read as another step. */
const oneLine = (value: unknown): string => text(value).replace(/\s+/g, ' ').trim();

function lineOf({ decided, row }: { readonly decided: Decided; readonly row: IDataObject }): Line {
	const { target, decision } = decided;
	const { lever, currency, name } = target.state;
	const say = (value: bigint): string => levers[lever].say(value, currency);
	return {
		name: remarked(oneLine(name), levers[lever].label),
		before: say(decision.from),
		after: say(decision.to),
		why: text(row.reason),
		url: text(row.adsManagerUrl),
	};
}

/** Held ones that are told by name. */
const MOST_LEFT = 50;

const LEFT = 'Left as they are:';

interface LeftLine {
	readonly name: string;
	readonly why: string;
}

function leftLines(left: readonly Ended[]): LeftLine[] {
	const lines = left
		.slice(0, MOST_LEFT)
		.map(({ row }) => ({ name: oneLine(row.object) || text(row.objectId), why: text(row.reason) }));
	const rest = left.length - lines.length;
	return rest === 0 ? lines : [...lines, { name: `${rest} more`, why: 'See the output Held.' }];
}

type Moved = Parameters<typeof lineOf>[0];

function textOf(moved: readonly Moved[], left: readonly Ended[], closing: readonly string[]): string {
	const steps = moved
		.map(lineOf)
		.map(({ name, before, after, why, url }) => `${name}: ${before} → ${after}\n${why}\n${url}`);
	const held = leftLines(left).map(({ name, why }) => `${name}: ${why}`);
	return [...steps, ...(held.length === 0 ? [] : [[LEFT, ...held].join('\n')]), ...closing].join('\n\n');
}

const styled = new Markup('style="padding: 4px 12px 4px 0; text-align: left; vertical-align: top"');

function htmlOf(moved: readonly Moved[], left: readonly Ended[], closing: readonly string[]): string {
	const cell = (content: string) => html`<td ${styled}>${content}</td>`;
	const rows = moved
		.map(lineOf)
		.map(
			({ name, before, after, why, url }) =>
				html`<tr><td ${styled}><a href="${url}">${name}</a></td>${cell(before)}${cell(after)}${cell(why)}</tr>`,
		);
	const heads = ['Object', 'From', 'To', 'Why'].map((head) => html`<th ${styled}>${head}</th>`);
	const held = leftLines(left).map(({ name, why }) => html`<li><strong>${name}</strong>: ${why}</li>`);
	const list = held.length > 0 && html`<p>${LEFT}</p><ul>${held}</ul>`;
	const lines = closing.map((line) => html`<p>${line}</p>`);
	return html`<div style="font-family: sans-serif"><table style="border-collapse: collapse"><tr>${heads}</tr>${rows}</table>${list}${lines}</div>`
		.text;
}
