import { isDeepStrictEqual } from 'node:util';
import { GraphError, ruleError } from '../graph/language/graphError.mts';
import { display } from '../graph/language/money.mts';
import type { AdSet } from '../world/adObjectModel.mts';
import type { AdSetInput } from './adSetInput.mts';
import type { AdSetContext } from './rule.mts';

type UpdateRule = (input: AdSetInput, adSet: AdSet, context: AdSetContext) => void;

/** Deleted is final; archived allows the name, and DELETED as status (Meta: manage-your-ad-object-status). Subcodes UNCONFIRMED 29. */
const endedRule: UpdateRule = (input, adSet) => {
	if (adSet.status === 'DELETED') {
		throw ruleError('Ad set is deleted', `Ad set ${adSet.id} is deleted and cannot be edited.`, 'status');
	}
	if (adSet.status !== 'ARCHIVED') return;
	const others = Object.keys(input).filter((key) => key !== 'name' && key !== 'status');
	const isAllowedStatus = input.status === undefined || input.status === 'DELETED' || input.status === 'ARCHIVED';
	if (others.length === 0 && isAllowedStatus) return;
	throw ruleError(
		'Ad set is archived',
		'Only the name of an archived ad set can be changed, or its status to DELETED.',
		'status',
	);
};

/** 100/3260011 (third-party hint). "Published" is taken here as: has ads that are not deleted (UNCONFIRMED 29). */
const publishedRule: UpdateRule = (input, adSet, { world }) => {
	const changes = [
		['optimization_goal', input.optimizationGoal, adSet.optimizationGoal],
		['promoted_object', input.promotedObject, adSet.promotedObject],
	] as const;
	const change = changes.find(([, sent, own]) => sent !== undefined && !isDeepStrictEqual(sent, own));
	if (!change || world.adsOf(adSet).length === 0) return;
	throw ruleError(
		'Published ad set cannot be edited',
		`${change[0]} of a published ad set cannot be changed.`,
		change[0],
		3260011,
	);
};

/** Changing the kind of a budget is not a value change; code UNCONFIRMED 29. */
const sameBudgetRule: UpdateRule = ({ dailyBudget, lifetimeBudget }, adSet) => {
	const toLifetime = lifetimeBudget !== undefined && adSet.dailyBudget !== undefined;
	const toDaily = dailyBudget !== undefined && adSet.lifetimeBudget !== undefined;
	if (!toLifetime && !toDaily) return;
	throw ruleError(
		'Budget type cannot be changed',
		'A daily budget cannot be changed into a lifetime budget, nor the other way round.',
		toLifetime ? 'lifetime_budget' : 'daily_budget',
	);
};

/** 100/1885650: below what is spent already (Meta: marketing-api/error-reference; the ~15 minutes of headroom are left out). */
const spentRule: UpdateRule = ({ lifetimeBudget }, adSet) => {
	if (lifetimeBudget === undefined || lifetimeBudget >= adSet.spent) return;
	throw ruleError(
		'Your budget is too low',
		`${display(adSet.spent, adSet.account.currency)} of the lifetime budget are spent already.`,
		'lifetime_budget',
		1885650,
	);
};

/** Four changes an hour, then none for an hour: 613/1487632 (Meta: marketing-api/overview/rate-limiting). */
const rateRule: UpdateRule = ({ dailyBudget, lifetimeBudget }, adSet, { world, now }) => {
	const isChange =
		(dailyBudget !== undefined && dailyBudget !== adSet.dailyBudget) ||
		(lifetimeBudget !== undefined && lifetimeBudget !== adSet.lifetimeBudget);
	if (!isChange || world.budgetChanges.allows(adSet.id, now)) return;
	throw new GraphError(613, '(#613) Calls to this api have exceeded the rate limit.', {
		subcode: 1487632,
		transient: false,
		userTitle: 'Ad Set Budget Change Limit Reached',
		userMsg: 'The budget of an ad set can be changed four times an hour. Please try again in one hour.',
	});
};

export function checkUpdate(input: AdSetInput, adSet: AdSet, context: AdSetContext): void {
	for (const rule of [endedRule, publishedRule, sameBudgetRule, spentRule, rateRule]) rule(input, adSet, context);
}
