import { startCase } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { toGraphTime } from '../../shared/accountTime';
import { accountUrl, adSetUrl, campaignUrl } from '../../shared/adsManager';
import { InputProblem } from '../../shared/form/problem';
import { GraphFailure } from '../../shared/graph/error';
import { fromMinorUnits, isListedCurrency } from '../../shared/money';
import type { Row } from '../../shared/node/operation';
import { levers, ROAS_UNIT } from '../policy/lever';
import type { StepDecision, Reason } from '../policy/decide';
import type { AccountSum } from './accountSum';
import { limitRemark } from './spendingLimit';
import { undoColumn } from '../record/undoColumn';
import { isScheduled, isUnknownFailure, type Ending, type GuardStep, type Subject } from '../record/step';
import type { LeverTarget } from '../state/target';

export const APPLIED_LABEL = 'Applied';
export const HELD_LABEL = 'Blocked';
export const MESSAGE = 'Approval Message';

/** Values in the account's currency, ROAS floors as people think of them. */
const cellValue = ({ state: { lever, currency } }: LeverTarget, value: bigint): number | string =>
	lever === 'status'
		? value > 0n
			? 'ACTIVE'
			: 'PAUSED'
		: lever === 'roasFloor'
			? Number(value) / Number(ROAS_UNIT)
			: amount(value, currency);

const amount = (value: bigint, currency: string): number | string =>
	isListedCurrency(currency) ? fromMinorUnits(value.toString(), currency) : value.toString();

/** What all budgets of the account come to on a day, with this step and without; null with the reason. */
const accountColumns = (sum: AccountSum | undefined, currency: string): IDataObject =>
	sum === undefined || 'unknown' in sum
		? { accountBefore: null, accountAfter: null, accountUnknown: sum?.unknown ?? null }
		: {
				accountBefore: amount(sum.before, currency),
				accountAfter: amount(sum.after, currency),
				accountUnknown: null,
			};

/** What is said of a wish, whatever becomes of it. */
type Asked = Pick<StepDecision, 'because' | 'common'>;

/**
 * All reasons of a step that is held. Of one that goes less far than asked those that leave no room for more; the
 * others stand under guards.
 */
function inOne(decision: StepDecision | null, question: Asked | null, reasons: readonly Reason[]): string {
	const decisive = decision === null ? reasons : reasons.filter(({ guard }) => decision.clampedBy.includes(guard));
	const short = decision !== null && decisive.length > 0 ? 'Less than asked:' : null;
	return (
		[question?.common, question?.because, short, ...decisive.map(({ sentence }) => sentence)]
			.filter(Boolean)
			.join(' ') || 'As requested. No guard blocked it.'
	);
}

/** What each kind is called in a row, and where it is found. */
const kinds = {
	account: { noun: 'ad account', url: (account: string) => accountUrl(account) },
	campaign: { noun: 'campaign', url: campaignUrl },
	adSet: { noun: 'ad set', url: adSetUrl },
} as const;

interface Outcome {
	readonly step: Subject;
	readonly target: LeverTarget | null;
	readonly objectName: string | null;
	readonly decision: StepDecision | null;
	readonly reasons: readonly Reason[];
	readonly verdict: 'applied' | 'wouldApply' | 'held' | 'takenBack' | 'failed' | 'unknown';
	/** Milliseconds. */
	readonly until: number | null;
	readonly more?: IDataObject;
}

/** A step's row; every row has the same columns. */
function rowOf({ step, target, objectName, decision, reasons, verdict, until, more }: Outcome): IDataObject {
	const { account, named } = step;
	const kind = target?.place.kind ?? named.kind;
	const id = target?.place.id ?? named.id;
	const value = (of: bigint | undefined): number | string | null =>
		of === undefined || target === null ? null : cellValue(target, of);
	const isMoved = verdict === 'applied' || verdict === 'wouldApply';
	return {
		// What people look for first, as far as the editor's table shows it without scrolling.
		object: objectName,
		verdict,
		before: value(decision?.from),
		requested: value(decision?.wished),
		after: value(isMoved ? decision?.to : decision?.from),
		reason: inOne(isMoved ? decision : null, decision, reasons),
		what: target === null ? null : levers[target.state.lever].label,
		currency: account.currency,
		guards: reasons.map(({ guard, effect, sentence }) => ({ guard, effect, reason: sentence })),
		heldLong: null,
		earliestNextTry: until === null ? null : toGraphTime(until, account.timeZone),
		dryRun: step.dryRun,
		logConfirmed: null,
		learningReset: null,
		warning: null,
		undo: null,
		validated: false,
		objectType: kinds[kind].noun,
		objectId: id,
		accountId: account.id,
		adsManagerUrl: kinds[kind].url(account.id, id),
		...more,
	};
}

type Told = Exclude<Ending, { kind: 'failed' | 'joined' }>;

/** Where a step's row goes and what it says. */
export function toRow(ending: Told, sum: AccountSum | undefined, heldLong?: string): Row {
	const { output, json } = endingCells(ending);
	const { account } = 'decided' in ending ? ending.decided.step : ending.step;
	const long = heldLong === undefined ? {} : { heldLong };
	const remark = 'decided' in ending && ending.kind !== 'takenBack' ? limitRemark(ending.decided, sum) : null;
	const reason = [json.reason, remark].filter(Boolean).join(' ');
	return { output, json: { ...json, reason, ...long, ...accountColumns(sum, account.currency) } };
}

/** A step that failed beside others of one item: theirs must be told as well. */
export function failedRow(step: GuardStep, failure: Error): Row {
	const reasons: Reason[] = [{ guard: 'failed', effect: 'held', sentence: sentenceOf(failure) }];
	const none = { target: null, objectName: null, decision: null, until: null } as const;
	const json = rowOf({ step, reasons, verdict: isUnknownFailure(failure) ? 'unknown' : 'failed', ...none });
	return { output: HELD_LABEL, json: { ...json, ...accountColumns(undefined, step.account.currency) } };
}

function sentenceOf(failure: Error): string {
	if (failure instanceof GraphFailure) return `${failure.message}. ${failure.advice}`;
	if (!(failure instanceof InputProblem)) return failure.message;
	const field = String(failure.field.at(-1) ?? '');
	const about = field === 'adSet' || field === 'campaign' ? 'It' : startCase(field);
	return `${about} ${failure.message}. ${failure.advice}`;
}

function endingCells(ending: Told): Row {
	switch (ending.kind) {
		case 'held': {
			const { step, target, objectName, decision, reasons, until } = ending;
			return {
				output: HELD_LABEL,
				json: rowOf({ step, target, objectName, decision, reasons, verdict: 'held', until }),
			};
		}
		case 'takenBack': {
			const {
				decided: { step, target, decision },
				reason,
			} = ending;
			return {
				output: HELD_LABEL,
				json: rowOf({
					step,
					target,
					objectName: target.state.name,
					decision,
					reasons: [reason],
					verdict: 'takenBack',
					until: null,
				}),
			};
		}
		case 'wouldApply': {
			const {
				decided: { step, target, decision },
			} = ending;
			return {
				output: APPLIED_LABEL,
				json: rowOf({
					step,
					target,
					objectName: target.state.name,
					decision,
					reasons: decision.reasons,
					verdict: 'wouldApply',
					until: null,
					more: { validated: true },
				}),
			};
		}
		case 'applied': {
			const {
				decided: { step, target, decision },
				logged,
				learningReset,
				warning,
				at,
				doneBy,
				schedule,
			} = ending;
			const { kind } = step.request.wish;
			const madeStep = {
				object: target.state.id,
				from: decision.from,
				to: decision.to,
				at,
				doneBy,
				by: logged?.by ?? null,
			};
			const undo = kind === 'undo' || kind === 'end' ? null : undoColumn({ ...madeStep, schedule });
			// Whether Meta's log tells of budget schedules is not documented.
			const logConfirmed = isScheduled(ending.decided) ? null : logged !== null;
			const more = { logConfirmed, learningReset, warning, undo };
			return {
				output: APPLIED_LABEL,
				json: rowOf({
					step,
					target,
					objectName: target.state.name,
					decision,
					reasons: decision.reasons,
					verdict: 'applied',
					until: decision.earliestNextTry,
					more,
				}),
			};
		}
	}
}
