import { groupBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { runsAsTool } from '../../shared/node/session/openSession';
import type { Row } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { levers } from '../policy/lever';
import { momentInWords } from '../policy/moment';
import { dailyShare, type AccountSum } from '../steps/accountSum';
import { MESSAGE } from '../steps/row';
import { isPause, isProposed, isScheduled, type DecidedStep, type Ending } from '../record/step';
import { MOST_STEPS, proposalColumn } from '../record/proposalColumn';
import { htmlOf, listOf, textOrEmpty, proposalText, type MovedStep, type RowRemark } from './written';

/** An item's ending with its row, and what the account's budgets come to with it. */
export interface EndedItem {
	readonly index: number;
	readonly ending: Ending;
	readonly row: IDataObject;
	readonly sum: AccountSum | undefined;
}

/**
 * The messages of a run, one an account, with the item each comes from. Where items differ in Dry Run, one tells what
 * was changed and one what is proposed. An agent has read it all in the rows.
 *
 * @param validFor milliseconds for which a proposal can be approved; null where nothing is proposed
 */
export function messageRows(
	{ n8n }: Session,
	endedItems: readonly EndedItem[],
	validFor: number | null,
): Map<number, Row> {
	const rows = new Map<number, Row>();
	if (runsAsTool(n8n)) return rows;
	const workflow = n8n.getWorkflow().name ?? '';
	for (const ofAccount of Object.values(
		groupBy(endedItems, ({ row }) => `${String(row.accountId)} ${String(row.dryRun)}`),
	)) {
		const first = ofAccount.find(({ ending }) => ending.kind !== 'failed');
		const json = proposalMessage(ofAccount, { workflow, validFor });
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
function proposalMessage(endedItems: readonly EndedItem[], { workflow, validFor }: About): IDataObject | null {
	const kind = endedItems.some(({ ending }) => ending.kind === 'applied') ? 'applied' : 'wouldApply';
	const movedSteps = endedItems.flatMap(({ ending, row }) =>
		ending.kind === kind && (kind === 'applied' || isProposed(ending.decided))
			? [{ decided: ending.decided, row }]
			: [],
	);
	const [first, ...more] = movedSteps.slice(0, MOST_STEPS);
	if (first === undefined) return null;
	const shownLists = [first, ...more] as const;
	const left = endedItems.filter(({ ending: { kind } }) => kind === 'held' || kind === 'takenBack');
	const wrong = endedItems.filter(({ ending: { kind } }) => kind === 'failed');
	const steps = shownLists.map(({ decided }) => decided);
	if (kind === 'wouldApply' && validFor === null) return null;
	const isProposal = kind === 'wouldApply' && validFor !== null;
	const proposal = isProposal ? proposalColumn([first.decided, ...more.map(({ decided }) => decided)], validFor) : null;
	const summary = `${stepsInWords(steps)}${changeInAll(steps)}`;
	const { account } = first.decided.step;
	const closing = [
		allBudgets(endedItems, steps),
		movedSteps.length > shownLists.length &&
			`${movedSteps.length - shownLists.length} more are left out, because at most ${MOST_STEPS} changes are ${isProposal ? 'proposed' : 'listed'} at once.`,
		proposal !== null &&
			`Proposed by the workflow “${workflow}” for ${account.name} (${account.id}) on ${momentInWords(Date.parse(proposal.madeAt), account.timeZone)}; ` +
				`valid until ${momentInWords(Date.parse(proposal.expiresAt), account.timeZone)} (${account.timeZone}). Each change is checked again before it is made.`,
	].filter((line) => line !== false && line !== null);
	const above = new Set(shownLists.map(({ decided }) => decided.decision.common));
	const remarkOf = ({ ending, row }: EndedItem): RowRemark => {
		const common = ending.kind === 'held' ? (ending.decision?.common ?? null) : null;
		return { row, common: above.has(common) ? common : null };
	};
	const beside = [
		...listOf(WRONG, wrong.map(remarkOf), 'See the error in each row.'),
		...listOf(LEFT, left.map(remarkOf), 'See the output Blocked.'),
	];
	return {
		subject: proposal === null ? `Done: ${summary}${countsOf(movedSteps, left, wrong)}` : `Approve ${summary}?`,
		text: proposalText(shownLists, beside, closing),
		html: htmlOf(shownLists, beside, closing),
		...(proposal !== null && { proposal }),
	};
}

const LEFT = 'Left as they are:';
/** Of these it can be unknown whether they were made. */
const WRONG = 'Went wrong:';

/** ", 1 with a warning, 2 went wrong, 3 held". */
function countsOf(movedSteps: readonly MovedStep[], left: readonly EndedItem[], wrong: readonly EndedItem[]): string {
	const warnings = movedSteps.filter(({ row }) => textOrEmpty(row.warning) !== '').length;
	const counts = [
		[warnings, 'with a warning'],
		[wrong.length, 'went wrong'],
		[left.length, 'held'],
	] as const;
	return counts.map(([count, summary]) => (count === 0 ? '' : `, ${count} ${summary}`)).join('');
}

function stepsInWords(steps: readonly DecidedStep[]): string {
	const [first] = steps;
	const lever = first === undefined ? null : levers[first.target.state.lever];
	if (steps.every(isScheduled)) return `${steps.length} budget schedule${steps.length === 1 ? '' : 's'}`;
	const noun = steps.every(isPause) ? 'pause' : `${lever?.label.replace(/^(daily|lifetime) /, '') ?? ''} change`;
	return `${steps.length} ${noun}${steps.length === 1 ? '' : 's'}`;
}

const withSign = (amount: bigint, say: (value: bigint) => string): string =>
	amount < 0n ? `−${say(-amount)}` : `+${say(amount)}`;

/** What they add to a day's budget together; nothing where they move no budget. */
function changeInAll(steps: readonly DecidedStep[]): string {
	const [first] = steps;
	const budgets = steps.filter(({ target: { state } }) => /Budget$/.test(state.lever));
	if (first === undefined || budgets.length < steps.length) return '';
	const { state } = first.target;
	return `, ${withSign(addedBy(budgets), (value) => levers.dailyBudget.say(value, state.currency))} a day`;
}

/** From where to where the budgets of the account go by these steps. */
function allBudgets(endedItems: readonly EndedItem[], steps: readonly DecidedStep[]): string | null {
	const [first] = endedItems.flatMap(({ sum }) => (sum === undefined || 'unknown' in sum ? [] : [sum]));
	const currency = steps[0]?.target.state.currency;
	if (first === undefined || currency === undefined) return null;
	const say = (value: bigint): string => levers.dailyBudget.say(value, currency);
	return `All active budgets in the account: ${say(first.before)} → ${say(first.before + addedBy(steps))} a day.`;
}

/** What they add to a day's budget together. */
const addedBy = (steps: readonly DecidedStep[]): bigint =>
	steps.reduce((sum, one) => sum + dailyShare(one, one.target.state.readAt), 0n);
