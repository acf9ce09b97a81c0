import { uniq } from 'lodash';
import { IANAZone } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { disableReasonWords, statusWords } from '../../../meta/accountStatus';
import { unknown, type CheckFinding } from '../../../meta/finding';
import { scopesOf, type TokenFacts } from '../../../meta/token';
import { toGraphTime } from '../../../shared/accountTime';
import { idOf, textCell } from '../../../shared/reading/cells';
import { accountUrl, audienceTermsUrl } from '../../../shared/adsManager';
import type { GraphObject } from '../../../shared/graph/object';
import type { AccessTier } from '../../../shared/graph/wire/usage';
import { isListedCurrency } from '../../../shared/money';
import { recordOf } from '../../../shared/reading/json';
import { accessProblems, daysUntil, endsSoon } from './accessProblems';
import type { CheckRules } from './checkRules';
import { gateColumns } from './gateRows';
import type { AccessFacts } from './gateStates';
import type { AccountParts } from './accountParts';
import { blockedBy, missingFrom } from './permissions';
import { entryOf } from '../../../shared/record';

const notSaid = 'Meta did not say';

/**
 * The check of one account as a flat row: every row has the same columns. A text that could not be told reads
 * “unknown: why”; a number or a yes/no is then empty.
 */
export function accessRow(facts: AccessFacts, rules: CheckRules): IDataObject {
	const { token, account, listing } = facts;
	const problems = accessProblems(facts, rules);
	const zone = zoneOf(account);
	return {
		ok: problems.length === 0,
		problems: problems.join('\n') || 'none',
		...accountColumns(account, listing),
		...rightsColumns(account),
		...businessColumns(account),
		...tokenColumns(token, zone, rules),
		...permissionColumns(token),
		...tierColumns(account),
		...gateColumns(facts, rules),
		checkedAt: toGraphTime(rules.now, zone),
	};
}

function zoneOf(account: AccountParts | undefined): string {
	const name = account?.core.value?.timezone_name;
	return typeof name === 'string' && IANAZone.isValidZone(name) ? name : 'UTC';
}

function accountColumns(account: AccountParts | undefined, listing: CheckFinding<unknown>): IDataObject {
	const core = account?.core.value;
	const why = unknown(account?.core.failure?.message ?? listing.failure?.message ?? 'the token sees no ad account');
	const { words, advice } = core ? statusWords(core.account_status) : { words: why, advice: null };
	const currency = textCell(core?.currency);
	return {
		accountId: account?.id ?? null,
		accountName: core ? (textCell(core.name) ?? account?.id ?? null) : null,
		accountStatus: words,
		accountStatusAdvice: advice === '' ? null : advice,
		disableReason: core ? disableReasonWords(core.disable_reason) : null,
		currency,
		budgetsPossible: currency === null ? null : isListedCurrency(currency),
		timeZone: textCell(core?.timezone_name),
		adsManagerUrl: account ? accountUrl(account.id) : null,
	};
}

const taskWords: Readonly<Record<string, string>> = {
	MANAGE: 'manage',
	ADVERTISE: 'advertise',
	ANALYZE: 'analyze',
	DRAFT: 'draft',
	AA_ANALYZE: 'analyze',
};

const taskInWords = (task: unknown): string => entryOf(taskWords, task) ?? textCell(task) ?? 'unknown';

function rightsColumns(account: AccountParts | undefined): IDataObject {
	if (!account) return { tasks: null, audienceTermsAccepted: null, audienceTermsUrl: null };
	const { value, failure } = account.rights;
	const tasks = Array.isArray(value?.user_tasks) ? uniq(value.user_tasks.map(taskInWords)) : undefined;
	const hasAccepted = value === undefined ? null : termsAccepted(value);
	return {
		tasks: tasks?.join(', ') ?? unknown(failure?.message ?? notSaid),
		audienceTermsAccepted: hasAccepted,
		// Custom audiences need them; accepting is for a person with access to the account (Marketing API, "Custom Audiences").
		audienceTermsUrl: hasAccepted === true ? null : audienceTermsUrl(account.id),
	};
}

/** `tos_accepted` lists what is accepted; an empty PHP map arrives as an empty list. Null when Meta shows none at all. */
function termsAccepted({ tos_accepted: terms }: GraphObject): boolean | null {
	if (typeof terms !== 'object' || terms === null) return null;
	return Number(recordOf(terms).custom_audience_tos) > 0;
}

/** Business.two_factor_type (SDK, class Business). */
const twoFactorWords: Readonly<Record<string, string>> = {
	all_required: 'required for everyone',
	admin_required: 'required for admins',
	none: 'not required',
};

function businessColumns(account: AccountParts | undefined): IDataObject {
	if (!account) return { business: null, twoFactor: null, businessVerification: null };
	const { value, failure } = account.business;
	if (failure) {
		const why = unknown(failure.message);
		return { business: why, twoFactor: why, businessVerification: why };
	}
	const business = value.business as GraphObject | undefined;
	if (!business) return { business: null, twoFactor: null, businessVerification: null };
	const type = typeof business.two_factor_type === 'string' ? business.two_factor_type : undefined;
	return {
		business: textCell(business.name) ?? idOf(business.id) ?? unknown(notSaid),
		twoFactor: type === undefined ? unknown(notSaid) : (entryOf(twoFactorWords, type) ?? type),
		businessVerification: textCell(business.verification_status)?.replace(/_/g, ' ') ?? unknown(notSaid),
	};
}

const typeWords: Readonly<Record<string, string>> = {
	SYSTEM_USER: 'system user',
	USER: 'user',
	PAGE: 'page',
	APP: 'app',
};

function tokenColumns({ owner, details }: TokenFacts, zone: string, rules: CheckRules): IDataObject {
	const { type, app, expiresAt, dataAccessExpiresAt } = details.value ?? {};
	const why = unknown(details.failure?.message ?? notSaid);
	const moment = (at: number | undefined): string =>
		at === undefined ? why : at === 0 ? 'never' : toGraphTime(at, zone);
	return {
		tokenType: type === undefined ? why : (entryOf(typeWords, type) ?? type.toLowerCase()),
		tokenOwner: owner.value ?? unknown(owner.failure?.message ?? notSaid),
		app: app ?? why,
		tokenExpires: moment(expiresAt),
		daysLeft: expiresAt ? daysUntil(expiresAt, rules.now) : null,
		expiresSoon: endsSoon(expiresAt, rules) ?? null,
		dataAccessExpires: moment(dataAccessExpiresAt),
	};
}

function permissionColumns(token: TokenFacts): IDataObject {
	const scopes = scopesOf(token);
	if (scopes === undefined) {
		const why = unknown(token.granted.failure?.message ?? notSaid);
		return { scopes: why, missingPermissions: why, blocked: why };
	}
	const missing = missingFrom(scopes);
	return { scopes: scopes.join(', '), missingPermissions: missing.join(', '), blocked: blockedBy(missing) };
}

interface TierFacts {
	/** Meta's name for it since May 2026; the header still carries the old one. */
	readonly name: string;
	/** Points an ad account may use up before calls are blocked; they come back within five minutes. */
	readonly points: number;
	readonly allows: string;
}

/** Marketing API, "Rate limiting": reads cost 1 point, writes 3. */
const tiers: Readonly<Record<AccessTier, TierFacts>> = {
	development_access: {
		name: 'Limited access',
		points: 60,
		allows:
			'Per ad account and five minutes: 60 points, where a read costs 1 and a change 3, so about 20 changes. Beyond that Meta blocks calls for five minutes.',
	},
	standard_access: {
		name: 'Full access',
		points: 9000,
		allows:
			'Per ad account and five minutes: 9,000 points, where a read costs 1 and a change 3, so about 3,000 changes. Beyond that Meta blocks calls for one minute.',
	},
};

function tierColumns(account: AccountParts | undefined): IDataObject {
	const tier = account?.tier === undefined ? undefined : tiers[account.tier];
	return {
		accessTier: tier?.name ?? unknown('Meta shows it only in answers about an ad account'),
		pointsPerFiveMinutes: tier?.points ?? null,
		accessTierAllows: tier?.allows ?? null,
	};
}
