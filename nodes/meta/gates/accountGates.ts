import type { GraphObject } from '../../shared/graph/object';
import { idOf, inUnits, textCell } from '../../shared/reading/cells';
import { entriesOf } from '../../shared/reading/json';
import { statusWords } from '../accountStatus';
import { notSaid, openGate, shutGate, unknownGate, type GateState } from './gateState';

/** What the gates of an ad account are judged by; the payment method is asked for by itself. */
export const accountGateFields = ['account_status', 'currency', 'amount_spent', 'spend_cap'];
export const paymentFields = ['account_status', 'user_tasks', 'funding_source'];

/** Account statuses in which ads are delivered: active, and in grace period (Marketing API, Ad Account reference). */
const DELIVERING = new Set([1, 9]);
const DISABLED = 2;

export function statusGate({ account_status: status }: GraphObject): GateState {
	if (status === undefined || status === null) return notSaid;
	const { words } = statusWords(status);
	const reason = `The ad account is ${words}`;
	if (DELIVERING.has(Number(status))) return openGate(reason);
	return words.startsWith('unknown') ? unknownGate(reason) : shutGate(reason);
}

const mayManage = (tasks: unknown): boolean => entriesOf(tasks).includes('MANAGE');

/**
 * Meta leaves the field out where there is no payment method. It also does so of disabled accounts, and shows what is
 * about money to those with the task Manage (Marketing API, Ad Account reference: funding_source, funding_source_details).
 */
export function paymentGate(account: GraphObject): GateState {
	const { funding_source: source, user_tasks: tasks, account_status: status } = account;
	const id = idOf(source);
	if (id !== null && id !== '0') return openGate('The ad account has a payment method');
	if (typeof source === 'object' && source !== null) return notSaid;
	if (Number(status) === DISABLED) return unknownGate('Meta does not show it of a disabled ad account');
	if (!mayManage(tasks)) return unknownGate('Meta shows it only to users with the task “Manage ad account”');
	return shutGate('The ad account has no payment method, so Meta delivers no ad');
}

const minor = (value: unknown): bigint | undefined =>
	(typeof value === 'string' || typeof value === 'number') && /^\d{1,30}$/.test(String(value))
		? BigInt(String(value))
		: undefined;

/** `spend_cap` is 0 where there is no limit; both amounts are in minor units and count from when the limit was set. */
export function spendingLimitGate({ spend_cap: cap, amount_spent: spend, currency }: GraphObject): GateState {
	const [limit, amountSpent] = [minor(cap), minor(spend)];
	if (limit === undefined || amountSpent === undefined) return notSaid;
	if (limit === BigInt(0)) return openGate('The ad account has no spending limit');
	const inWords = (amount: unknown): string =>
		`${inUnits(amount, textCell(currency) ?? '')} ${textCell(currency) ?? ''}`;
	const reason = `${inWords(spend)} of ${inWords(cap)} are spent`;
	return amountSpent >= limit ? shutGate(`${reason}, so Meta delivers no ad`) : openGate(reason);
}

/** @param changes whether changes are wanted; reading needs any task */
export function tasksGate({ user_tasks: tasks }: GraphObject, changes: boolean): GateState {
	if (!Array.isArray(tasks)) return notSaid;
	const may = tasks.includes('ADVERTISE') || tasks.includes('MANAGE') || (!changes && tasks.length > 0);
	return may
		? openGate('The token’s user has the task')
		: shutGate('The token’s user may only look at this ad account');
}

export function audienceTermsGate({ tos_accepted: terms }: GraphObject): GateState {
	if (typeof terms !== 'object' || terms === null) return notSaid;
	// An empty PHP map arrives as an empty list.
	return Number((terms as Record<string, unknown>).custom_audience_tos) > 0
		? openGate('The terms are accepted for this ad account')
		: shutGate('The terms are not accepted for this ad account');
}

/** Business.verification_status (SDK, class Business); words that are not here are not judged. */
const notVerified = new Set([
	'expired',
	'failed',
	'ineligible',
	'not_verified',
	'pending',
	'pending_need_more_info',
	'pending_submission',
	'rejected',
	'revoked',
]);

export function verificationGate(business: GraphObject | undefined): GateState {
	if (business === undefined) return unknownGate('The ad account belongs to no business that Meta shows');
	const status = textCell(business.verification_status);
	if (status === null) return notSaid;
	const reason = `The business of the ad account is ${status.replace(/_/g, ' ')}`;
	if (status === 'verified') return openGate(reason);
	return notVerified.has(status) ? shutGate(reason) : unknownGate(reason);
}
