import { groupBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { runsAsTool } from '../../shared/node/session/openSession';
import type { Row } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { levers } from '../policy/lever';
import { inWords } from '../policy/moment';
import { dailyShare, type AccountSum } from '../steps/accountSum';
import { MESSAGE } from '../steps/row';
import { isPause, isProposed, isScheduled, type Decided, type Ending } from '../record/step';
import { MOST_STEPS, proposalColumn } from '../record/proposalColumn';
import { htmlOf, listOf, text, textOf, type Moved, type Told } from './written';

/** An item's ending with its row, and what the account's budgets come to with it. */
export interface Ended {
	readonly index: number;
	readonly ending: Ending;
	readonly row: IDataObject;
	readonly sum: AccountSum | undefined;
}

/**
 * The messages of a run, one an account, with the item each comes from; where items differ in Dry Run, one of what was
 * changed and one of what is proposed. An agent has read it all in the rows.
 *
 * @param validFor milliseconds for which a proposal can be approved; null where nothing is proposed
 */
export function messageRows({ n8n }: Session, ended: readonly Ended[], validFor: number | null): Map<number, Row> {
	const rows = new Map<number, Row>();
	if (runsAsTool(n8n)) return rows;
	const workflow = n8n.getWorkflow().name ?? '';
	for (const ofAccount of Object.values(
		groupBy(ended, ({ row }) => `${String(row.accountId)} ${String(row.dryRun)}`),
	)) {
		const first = ofAccount.find(({ ending }) => ending.kind !== 'failed');
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
	const left = ended.filter(({ ending: { kind } }) => kind === 'held' || kind === 'takenBack');
	const wrong = ended.filter(({ ending: { kind } }) => kind === 'failed');
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
	const above = new Set(shown.map(({ decided }) => decided.decision.common));
	const told = ({ ending, row }: Ended): Told => {
		const common = ending.kind === 'held' ? (ending.decision?.common ?? null) : null;
		return { row, common: above.has(common) ? common : null };
	};
	const beside = [
		...listOf(WRONG, wrong.map(told), 'See the error of each.'),
		...listOf(LEFT, left.map(told), 'See the output Held.'),
	];
	return {
		subject: proposal === null ? `Done: ${what}${countsOf(moved, left, wrong)}` : `Approve ${what}?`,
		text: textOf(shown, beside, closing),
		html: htmlOf(shown, beside, closing),
		...(proposal !== null && { proposal }),
	};
}

const LEFT = 'Left as they are:';
/** Of these it can be unknown whether they were made. */
const WRONG = 'Went wrong:';

/** ", 1 with a warning, 2 went wrong, 3 held". */
function countsOf(moved: readonly Moved[], left: readonly Ended[], wrong: readonly Ended[]): string {
	const warned = moved.filter(({ row }) => text(row.warning) !== '').length;
	const counts = [
		[warned, 'with a warning'],
		[wrong.length, 'went wrong'],
		[left.length, 'held'],
	] as const;
	return counts.map(([count, what]) => (count === 0 ? '' : `, ${count} ${what}`)).join('');
}

function counted(steps: readonly Decided[]): string {
	const [first] = steps;
	const lever = first === undefined ? null : levers[first.target.state.lever];
	if (steps.every(isScheduled)) return `${steps.length} budget schedule${steps.length === 1 ? '' : 's'}`;
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
	return `, ${signed(addedBy(budgets), (value) => levers.dailyBudget.say(value, state.currency))} a day`;
}

/** From where to where the budgets of the account go by these steps. */
function allBudgets(ended: readonly Ended[], steps: readonly Decided[]): string | null {
	const [first] = ended.flatMap(({ sum }) => (sum === undefined || 'unknown' in sum ? [] : [sum]));
	const currency = steps[0]?.target.state.currency;
	if (first === undefined || currency === undefined) return null;
	const say = (value: bigint): string => levers.dailyBudget.say(value, currency);
	return `All active budgets of the account: ${say(first.before)} → ${say(first.before + addedBy(steps))} a day.`;
}

/** What they add to a day's budget together. */
const addedBy = (steps: readonly Decided[]): bigint =>
	steps.reduce((sum, one) => sum + dailyShare(one, one.target.state.readAt), 0n);
