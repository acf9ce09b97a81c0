import type { CheckFinding } from '../../../meta/finding';
import {
	audienceTermsGate,
	paymentGate,
	spendingLimitGate,
	statusGate,
	tasksGate,
	verificationGate,
} from '../../../meta/gates/accountGates';
import {
	notSaid,
	notShown,
	openGate,
	shutGate,
	stateBy,
	unknownGate,
	type GateState,
} from '../../../meta/gates/gateState';
import { leadTermsGate, pageTasksGate, volumeGate, type PageFacts } from '../../../meta/gates/pageGates';
import { leavesOut, scopesOf, type TokenFacts } from '../../../meta/token';
import type { GateName } from '../../../shared/gates/gates';
import type { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import type { AccountParts } from './accountParts';
import type { CheckRules } from './checkRules';

/** What one row of the check rests on. */
export interface AccessFacts {
	readonly token: TokenFacts;
	/** Undefined when there is no account to tell of. */
	readonly account: AccountParts | undefined;
	/** How finding the accounts went. */
	readonly listing: CheckFinding<unknown>;
	/** Of the page that was chosen, if one was. */
	readonly page: PageFacts | undefined;
	/** Of the app's calls from this process, at most the last 500. */
	readonly health: { readonly calls: number; readonly errors: number };
}

type Judge = (facts: AccessFacts, rules: CheckRules) => GateState;

const changesWanted = ({ needed }: CheckRules): boolean => needed.includes('ads_management');

/** Meta counts the calls of all that use the app; this process knows its own. */
const inCalls = ({ calls, errors }: AccessFacts['health']): string =>
	calls === 0 ? '' : `, and Meta refused ${errors} of the last ${calls} calls from here`;

const noPage = unknownGate('no page was chosen under Page With Ads');

const judges: Readonly<Record<GateName, Judge>> = {
	permissions: ({ token }, { needed }) => {
		const scopes = scopesOf(token);
		if (scopes === undefined) return unknownGate(token.granted.failure?.message ?? 'Meta did not say');
		const missing = needed.filter((name) => !scopes.includes(name));
		return missing.length > 0 ? shutGate(`The token lacks ${missing.join(', ')}`) : openGate('None of them is missing');
	},
	chosenAccounts,
	accountTasks: ({ account }, rules) =>
		stateBy('accountTasks', account?.rights, (rights) => tasksGate(rights, changesWanted(rules))),
	pageTasks: ({ page }) => (page === undefined ? noPage : stateBy('pageTasks', page.own, pageTasksGate)),
	dataAccess: ({ token }, { now }) =>
		stateBy('dataAccess', token.details, ({ dataAccessExpiresAt: end }) => {
			if (end === undefined) return notSaid;
			if (end === 0) return openGate('It has no end');
			return end > now ? openGate('It has not ended') : shutGate('The app has lost access to this person’s data');
		}),
	identityCheck: () => notShown('by refusing a change'),
	twoFactor: ({ account, token }) =>
		stateBy('twoFactor', account?.business, ({ business }) => {
			const type = (business as GraphObject | undefined)?.two_factor_type;
			if (type === 'none') return openGate('The business does not demand it');
			if (token.details.value?.type === 'SYSTEM_USER') return openGate('A system user is not asked for it');
			return unknownGate('Meta does not show whether the token’s person has it');
		}),
	appMode: () => notShown('in the App Dashboard'),
	accessLevel: () => notShown('in the App Dashboard'),
	accessTier: ({ account, health }) => {
		if (account?.tier === undefined) return unknownGate('Meta shows it only in answers about an ad account');
		if (account.tier === 'standard_access') return openGate(`The app has Full access${inCalls(health)}`);
		return shutGate(`The app has Limited access${inCalls(health)}`);
	},
	businessVerification: ({ account }) =>
		stateBy('businessVerification', account?.business, ({ business }) =>
			verificationGate(business as GraphObject | undefined),
		),
	techProvider: () => notShown('in the App Dashboard'),
	audienceTerms: ({ account }) => stateBy('audienceTerms', account?.rights, audienceTermsGate),
	leadTerms: ({ page }) => (page === undefined ? noPage : stateBy('leadTerms', page.terms, leadTermsGate)),
	accountStatus: ({ account }) => stateBy('accountStatus', account?.core, statusGate),
	paymentMethod: ({ account }) => stateBy('paymentMethod', account?.payment, paymentGate),
	spendingLimit: ({ account }) => stateBy('spendingLimit', account?.core, spendingLimitGate),
	newAds: () => notShown('by refusing an ad'),
	adVolume: ({ page }) => (page === undefined ? noPage : stateBy('adVolume', page.volume, volumeGate)),
};

/** Permissions that a token may have for some ad accounts only. */
const adsScopes = ['ads_management', 'ads_read'];

/**
 * The targets of a permission are IDs whose kind Meta does not tell: an account that was read is never called left out
 * of all of them.
 */
function chosenAccounts({ token, account }: AccessFacts, { needed }: CheckRules): GateState {
	if (account === undefined) return unknownGate('the token sees no ad account');
	return stateBy('chosenAccounts', token.details, ({ targets }) => {
		if (targets === undefined) return notSaid;
		const lacks = (scope: string): boolean => leavesOut(targets, scope, account.id);
		const without = adsScopes.filter((scope) => needed.includes(scope) && lacks(scope));
		if (without.length === 0) return openGate('The token was made for this ad account');
		if (account.core.value !== undefined && adsScopes.every(lacks))
			return unknownGate('Meta shows the account although the token’s permissions name others');
		return shutGate(`The token’s ${without.join(' and ')} was given for other ad accounts`);
	});
}

/** All refusals of the check: one that names a gate is that gate's state, no matter what else was asked. */
const failuresOf = ({ token, account, listing, page }: AccessFacts): GraphFailure[] =>
	[
		token.owner,
		token.granted,
		token.details,
		listing,
		...(account ? [account.core, account.rights, account.business, account.payment] : []),
		...(page ? [page.volume, page.own, page.terms] : []),
	].flatMap(({ failure }) => failure ?? []);

export function stateOfGate(gate: GateName, facts: AccessFacts, rules: CheckRules): GateState {
	const refusal = failuresOf(facts).find((failure) => failure.gate === gate);
	return refusal === undefined ? judges[gate](facts, rules) : shutGate(refusal.message);
}
