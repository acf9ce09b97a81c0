import { readAccountParts } from '../../../nodes/MetaAds/account/access/accountParts.ts';
import type { SettledRequest } from '../../../nodes/shared/graph/client.ts';
import type { Session } from '../../../nodes/shared/node/session/session.ts';

const told = (headers: Record<string, string>): SettledRequest => ({ answer: { body: { id: 'act_1' }, headers } });
const usage = (tier: string) => ({
	'x-ad-account-usage': JSON.stringify({ acc_id_util_pct: 1, ads_api_access_tier: tier }),
});
const sessionOf = (settled: SettledRequest[], tier?: string) =>
	({ graph: { sendMany: async () => settled, answerFacts: { tier } } }) as unknown as Session;

it('takes the tier from whichever answer about the account names it', async () => {
	const session = sessionOf([told({}), told(usage('development_access')), told({}), told({})], 'standard_access');
	expect((await readAccountParts(session, ['act_1']))[0].tier).toBe('development_access');
});

it('takes the tier any other answer named where this account’s say nothing: it belongs to the app', async () => {
	const session = sessionOf([told({}), told({}), told({}), told({})], 'standard_access');
	expect((await readAccountParts(session, ['act_1']))[0].tier).toBe('standard_access');
	expect(
		(await readAccountParts(sessionOf([told({}), told({}), told({}), told({})]), ['act_1']))[0].tier,
	).toBeUndefined();
});

it('asks nothing when there is no account', async () => {
	expect(await readAccountParts(sessionOf([]), [])).toEqual([]);
});
