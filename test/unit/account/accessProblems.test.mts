import { accessProblems, daysUntil, endsSoon } from '../../../nodes/MetaAds/account/access/accessProblems.ts';
import { accessRow as rowOf } from '../../../nodes/MetaAds/account/access/accessRow.ts';
import type { AccountParts } from '../../../nodes/MetaAds/account/access/accountParts.ts';
import type { AccessFacts } from '../../../nodes/MetaAds/account/access/gateStates.ts';
import { disableReasonWords, statusWords } from '../../../nodes/meta/accountStatus.ts';
import { tokenPermissions } from '../../../nodes/MetaAds/account/access/permissions.ts';
import { tokenDetails, type TokenDetails, type TokenFacts } from '../../../nodes/meta/token.ts';
import { GraphFailure } from '../../../nodes/shared/graph/error.ts';
import type { FailureKind } from '../../../nodes/shared/graph/failureKind.ts';

const DAY = 86_400_000;
const now = Date.parse('2026-11-25T12:00:00Z');
const rules = { now, warnDays: 14, needed: ['ads_management', 'ads_read'] };
const all = tokenPermissions.map(({ name }) => name);

const failure = (kind: FailureKind, message: string) => new GraphFailure({ kind, message, advice: 'Do this.' });

const token = (details: TokenDetails | GraphFailure = {}, granted: string[] | GraphFailure = all): TokenFacts => ({
	owner: { value: 'Someone' },
	granted: granted instanceof GraphFailure ? { failure: granted } : { value: granted },
	details: details instanceof GraphFailure ? { failure: details } : { value: { expiresAt: 0, ...details } },
});

const core = {
	id: 'act_1',
	name: 'Shop',
	account_status: 1,
	disable_reason: 0,
	currency: 'EUR',
	timezone_name: 'Europe/Berlin',
};
const account = (change: Partial<AccountParts> = {}): AccountParts => ({
	id: 'act_1',
	core: { value: core },
	rights: { value: { user_tasks: ['MANAGE', 'ADVERTISE'], tos_accepted: { custom_audience_tos: 1 } } },
	business: { value: { business: { id: '9', name: 'Company', two_factor_type: 'admin_required' } } },
	payment: { value: { account_status: 1, user_tasks: ['MANAGE'], funding_source: '7' } },
	tier: 'development_access',
	...change,
});
const listing = { value: ['act_1'] };
const accessRow = (
	facts: TokenFacts,
	parts: AccountParts | undefined,
	found: AccessFacts['listing'],
	chosen: typeof rules,
) => rowOf({ token: facts, account: parts, listing: found, page: undefined, health: { calls: 0, errors: 0 } }, chosen);
const problems = (facts: TokenFacts, parts: AccountParts | undefined = account(), chosen = rules) =>
	accessProblems({ token: facts, account: parts, listing, page: undefined, health: { calls: 0, errors: 0 } }, chosen);

it('finds nothing to mend where everything is in order', () => {
	expect(problems(token({ expiresAt: 0, dataAccessExpiresAt: 0 }))).toEqual([]);
});

it.each([
	['XXX', 'Meta publishes no unit for XXX: budgets and bids of this account can only be set in Ads Manager.'],
	[
		undefined,
		'Meta did not return the ad account’s currency, so budgets and bids could not be checked. Run the node again.',
	],
])('tells what becomes of budgets where the currency is %s', (currency, problem) => {
	expect(problems(token(), account({ core: { value: { ...core, currency } } }))).toEqual([problem]);
});

it('tells only of the token when the token is refused: nothing else can be mended first', () => {
	const refused = failure('auth', 'The access token has expired');
	const facts = { owner: { failure: refused }, granted: { failure: refused }, details: { failure: refused } };
	expect(problems(facts, account({ core: { failure: refused } }))).toEqual(['The access token has expired. Do this.']);
});

it.each([
	[13.9, true],
	[14.1, false],
	[-1, true],
])('counts an end in %d days against a notice of 14: %s', (days, soon) => {
	expect(endsSoon(now + days * DAY, rules)).toBe(soon);
});

it('knows never from not said', () => {
	expect(endsSoon(0, rules)).toBe(false);
	expect(endsSoon(undefined, rules)).toBeUndefined();
	expect(problems(token({ expiresAt: 0 }))).toEqual([]);
});

it('names an end nobody knows as a problem', () => {
	const advice =
		'Look at it in Meta’s Access Token Debugger (developers.facebook.com/tools/debug/accesstoken) and renew the token in time; a system-user token does not have to expire.';
	expect(problems(token({ expiresAt: undefined }))).toEqual([
		`When the token expires is unknown: Meta did not say. ${advice}`,
	]);
	expect(problems(token(failure('permission', 'The token lacks a permission')))).toEqual([
		`When the token expires is unknown: The token lacks a permission. ${advice}`,
	]);
});

it('counts whole days', () => {
	expect(daysUntil(now + 2 * DAY - 1, now)).toBe(1);
});

it('announces the end of the token and of data access', () => {
	expect(problems(token({ expiresAt: now + 9 * DAY, dataAccessExpiresAt: now + 0.5 * DAY }))).toEqual([
		expect.stringContaining('The token expires in 9 days.'),
		expect.stringContaining('loses access to this person’s data within a day.'),
	]);
});

it('does not announce what has passed: access to data that has lapsed is gone', () => {
	const [problem, ...others] = problems(token({ expiresAt: 0, dataAccessExpiresAt: now - 3 * DAY }));
	expect(others).toEqual([]);
	expect(problem).toMatch(/has lost access to this person’s data.+Make a new token/);
});

it('misses only the permissions that are needed', () => {
	expect(problems(token({}, ['ads_read']))).toEqual([
		'The token lacks ads_management, which blocks creating and changing campaigns, ad sets, ads and audiences. Make a new token with it and paste it into the credential.',
	]);
	expect(problems(token({}, ['ads_read']), account(), { ...rules, needed: ['ads_read'] })).toEqual([]);
});

it('trusts what the token itself may do before what was granted to the app', () => {
	expect(problems(token({ scopes: ['ads_read'] }, all))).toHaveLength(1);
});

it('takes the granted permissions where the token could not be asked', () => {
	expect(problems(token(failure('permission', 'no'), ['ads_read']))).toEqual([
		expect.stringContaining('lacks ads_management'),
		expect.stringContaining('expires is unknown'),
	]);
	expect(accessRow(token(failure('permission', 'no'), all), account(), listing, rules)).toMatchObject({
		ok: false,
		missingPermissions: '',
		tokenExpires: 'unknown: no',
		daysLeft: null,
		expiresSoon: null,
	});
});

it('refuses the tokens of pages and apps', () => {
	expect(problems(token({ type: 'PAGE' }))).toEqual([expect.stringContaining('token of a Page')]);
});

it('says what to do about each state of the account', () => {
	for (const status of [2, 3, 7, 8, 9, 100, 101]) {
		const { words, advice } = statusWords(status);
		expect(problems(token(), account({ core: { value: { ...core, account_status: status } } }))).toEqual([
			`The ad account is ${words}. ${advice}`,
		]);
		expect(advice).not.toBe('');
	}
	expect(statusWords(55).words).toBe('unknown status 55');
});

it('gives the reason of a disabled account in words', () => {
	expect(disableReasonWords(0)).toBeNull();
	expect(disableReasonWords(3)).toBe('payment risk');
	expect(disableReasonWords(99)).toBe('reason 99');
});

it('tells of a user who may only look, unless looking is all that is wanted', () => {
	const looking = account({ rights: { value: { user_tasks: ['ANALYZE', 'DRAFT'] } } });
	expect(problems(token(), looking)).toEqual([expect.stringContaining('may only look')]);
	expect(problems(token(), looking, { ...rules, needed: ['ads_read'] })).toEqual([]);
});

it('tells of a currency in which no budget can be written', () => {
	const rupees = account({ core: { value: { ...core, currency: 'LKR' } } });
	expect(problems(token(), rupees)).toEqual([expect.stringContaining('LKR')]);
	expect(accessRow(token(), rupees, listing, rules)).toMatchObject({ ok: false, budgetsPossible: false });
});

it('keeps what one part told when another failed', () => {
	const parts = account({
		business: { failure: failure('permission', 'No business') },
		rights: { failure: failure('permission', 'No rights') },
	});
	expect(accessRow(token(), parts, listing, rules)).toMatchObject({
		ok: true,
		accountStatus: 'active',
		twoFactor: 'unknown: No business',
		business: 'unknown: No business',
		tasks: 'unknown: No rights',
		audienceTermsAccepted: null,
		audienceTermsUrl: 'https://business.facebook.com/ads/manage/customaudiences/tos/?act=1',
		accessTier: 'Limited access',
		pointsPerFiveMinutes: 60,
	});
});

it('reads an empty list of accepted terms as not accepted, and none at all as not said', () => {
	const terms = (rights: Record<string, unknown>) =>
		accessRow(token(), account({ rights: { value: rights } }), listing, rules).audienceTermsAccepted;
	expect(terms({ tos_accepted: [] })).toBe(false);
	expect(terms({ tos_accepted: {} })).toBe(false);
	expect(terms({ tos_accepted: { custom_audience_tos: 1 } })).toBe(true);
	expect(terms({})).toBeNull();
});

it('gives times by the clock of the account', () => {
	const row = accessRow(token({ expiresAt: now + 20 * DAY }), account(), listing, rules);
	expect(row).toMatchObject({
		tokenExpires: '2026-12-15T13:00:00+0100',
		checkedAt: '2026-11-25T13:00:00+0100',
		daysLeft: 20,
		expiresSoon: false,
	});
});

it('has the same columns in every row', () => {
	const refused = failure('auth', 'Expired');
	const rows = [
		accessRow(token(), account(), listing, rules),
		accessRow(token(refused, refused), undefined, { failure: refused }, rules),
		accessRow(token(), undefined, { value: [] }, rules),
		accessRow(
			token(),
			account({ core: { failure: failure('notFound', 'Gone') }, business: { value: {} }, tier: undefined }),
			listing,
			rules,
		),
	];
	for (const row of rows) expect(Object.keys(row)).toEqual(Object.keys(rows[0]));
	expect(rows[2]).toMatchObject({ ok: false, problems: expect.stringContaining('sees no ad account') });
	expect(rows[3]).toMatchObject({ ok: false, accountId: 'act_1', accountStatus: 'unknown: Gone' });
});

it('reads debug_token in Meta’s shape and survives an empty one', () => {
	const data = {
		type: 'USER',
		application: 'My App',
		expires_at: 1_800_000_000,
		data_access_expires_at: 0,
		scopes: ['ads_read'],
	};
	expect(tokenDetails({ data })).toEqual({
		type: 'USER',
		app: 'My App',
		expiresAt: 1_800_000_000_000,
		dataAccessExpiresAt: 0,
		scopes: ['ads_read'],
	});
	expect(tokenDetails({})).toEqual({});
});
