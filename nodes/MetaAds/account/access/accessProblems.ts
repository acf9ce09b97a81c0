import { statusWords } from '../../../meta/accountStatus';
import type { CheckFinding } from '../../../meta/finding';
import { scopesOf, type TokenFacts } from '../../../meta/token';
import { textCell } from '../../../shared/reading/cells';
import type { GraphFailure } from '../../../shared/graph/error';
import { isListedCurrency } from '../../../shared/money';
import { gates } from '../../../shared/gates/gates';
import type { AccountParts } from './accountParts';
import { stateOfGate, type AccessFacts } from './gateStates';
import type { CheckRules } from './checkRules';
import { blockOf } from './permissions';
import { DAY_MS } from '../../../shared/durations';

/** Whole days until then; negative once it has passed. */
export const daysUntil = (then: number, now: number): number => Math.floor((then - now) / DAY_MS);

/** Whether a moment comes within the notice; undefined when Meta told none, false for "never". */
export const endsSoon = (at: number | undefined, { now, warnDays }: CheckRules): boolean | undefined =>
	at === undefined ? undefined : at !== 0 && daysUntil(at, now) < warnDays;

/** A refusal elsewhere leads people to this check; here it has to say what to do itself. */
const sentence = ({ kind, message, advice }: GraphFailure): string =>
	`${message}. ${kind === 'permission' ? assign : advice}`;

const assign = 'In Business settings, check that the token’s system user or person is assigned to the ad account.';

/** The failure that makes every other one pointless to mend: the token itself is refused. */
const refusedToken = (parts: ReadonlyArray<CheckFinding<unknown>>): GraphFailure | undefined =>
	parts.find(({ failure }) => failure?.kind === 'auth')?.failure;

/** What stops reading or changing ads, or will soon; what to mend first comes first. */
export function accessProblems(facts: AccessFacts, rules: CheckRules): string[] {
	const { token, account, listing } = facts;
	const refusal = refusedToken([token.owner, token.granted, listing, ...(account ? [account.core] : [])]);
	if (refusal) return [sentence(refusal)];
	const lacking = permissionProblems(token, rules);
	return [
		...lacking,
		// A list refused for want of a permission is that permission's problem, told already.
		...(listing.failure && !(listing.failure.kind === 'permission' && lacking.length > 0)
			? [sentence(listing.failure)]
			: []),
		...tokenProblems(token, rules),
		...(account ? accountProblems(account, rules) : listing.failure ? [] : [noAccount]),
		...stoppingGates(facts, rules),
	];
}

const noAccount =
	'The token sees no ad account. In Business settings, assign the ad account to the system user that made the token.';

function permissionProblems(token: TokenFacts, { needed }: CheckRules): string[] {
	const scopes = scopesOf(token);
	if (scopes === undefined) return [];
	return needed
		.filter((name) => !scopes.includes(name))
		.map(
			(name) =>
				`The token lacks ${name}, which blocks ${blockOf(name)}. Make a new token with it and paste it into the credential.`,
		);
}

function tokenProblems({ details }: TokenFacts, rules: CheckRules): string[] {
	const { type, expiresAt, dataAccessExpiresAt } = details.value ?? {};
	const problems: string[] = [];
	if (type === 'PAGE' || type === 'APP') {
		problems.push(
			`This is a token of ${type === 'PAGE' ? 'a Page' : 'an app'}, which cannot manage ads. Use the token of a system user or of a person.`,
		);
	}
	if (expiresAt === undefined) problems.push(unknownExpiry(details));
	if (expiresAt && endsSoon(expiresAt, rules)) {
		problems.push(
			`The token expires ${inDays(expiresAt, rules.now)}. Make a new one before that; a system-user token does not have to expire.`,
		);
	}
	if (dataAccessExpiresAt && endsSoon(dataAccessExpiresAt, rules)) {
		problems.push(
			dataAccessExpiresAt <= rules.now
				? 'The app has lost access to this person’s data: 90 days have passed since the last sign-in. Make a new token.'
				: `The app loses access to this person’s data ${inDays(dataAccessExpiresAt, rules.now)}. Signing in again renews it.`,
		);
	}
	return problems;
}

/** A token that could end tomorrow is not in order: who watches it has to hear of it. */
const unknownExpiry = ({ failure }: TokenFacts['details']): string =>
	`When the token expires is unknown: ${failure?.message ?? 'Meta did not say'}. Look at it in Meta’s Access Token Debugger ` +
	'(developers.facebook.com/tools/debug/accesstoken) and renew the token in time; a system-user token does not have to expire.';

function inDays(then: number, now: number): string {
	const days = Math.max(0, daysUntil(then, now));
	if (days === 0) return 'within a day';
	return days === 1 ? 'in a day' : `in ${days} days`;
}

function accountProblems({ id, core, rights }: AccountParts, { needed }: CheckRules): string[] {
	if (core.failure) return [`The ad account ${id} cannot be read: ${sentence(core.failure)}`];
	const { words, advice } = statusWords(core.value.account_status);
	const tasks = rights.value?.user_tasks;
	const changes = needed.includes('ads_management');
	return [
		...(words === 'active' ? [] : [`The ad account is ${words}. ${advice}`]),
		...(changes && Array.isArray(tasks) && !tasks.includes('ADVERTISE') && !tasks.includes('MANAGE')
			? [mayOnlyLook]
			: []),
		...(changes ? currencyProblems(textCell(core.value.currency)) : []),
	];
}

/** Gates that let calls through and no ad: only this check and Ads Manager show them. */
const silent = ['chosenAccounts', 'paymentMethod', 'spendingLimit', 'pageTasks', 'adVolume'] as const;

/** Of these, whoever only reads needs the first alone. */
function stoppingGates(facts: AccessFacts, rules: CheckRules): string[] {
	const gatesToCheck = rules.needed.includes('ads_management') ? silent : silent.slice(0, 1);
	return gatesToCheck.flatMap((gate) => {
		const { state, reason } = stateOfGate(gate, facts, rules);
		return state === 'shut' ? [`${reason}. ${gates[gate].remedy}`] : [];
	});
}

function currencyProblems(currency: string | null): string[] {
	if (currency === null)
		return [
			'Meta did not return the ad account’s currency, so budgets and bids could not be checked. Run the node again.',
		];
	if (isListedCurrency(currency)) return [];
	return [`Meta publishes no unit for ${currency}: budgets and bids of this account can only be set in Ads Manager.`];
}

const mayOnlyLook =
	'The token’s user may only look at this ad account. In Business settings, give the user the task “Manage campaigns” on it.';
