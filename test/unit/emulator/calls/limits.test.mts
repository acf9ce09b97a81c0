import { ACCOUNTS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator, type Answer } from './client.mts';

const used = useEmulator({ tier: 'development_access' });
const read = () => used.graph.get(CAMPAIGNS.usdCbo);
const write = () => used.graph.post(CAMPAIGNS.usdCbo, { name: 'x' });

const NOTHING = { activeAds: 0, audiences: 0 };

interface Usage {
	type: string;
	call_count: number;
	estimated_time_to_regain_access: number;
	ads_api_access_tier: string;
}
const accountUsage = ({ headers }: Answer) =>
	JSON.parse(headers.get('x-ad-account-usage') ?? '') as Record<string, number>;
const businessUsage = ({ headers }: Answer) =>
	JSON.parse(headers.get('x-business-use-case-usage') ?? '') as Record<string, Usage[]>;
const management = (answer: Answer) =>
	businessUsage(answer)[ACCOUNTS.usd.slice(4)]?.find(({ type }) => type === 'ads_management');

it('counts 1 point a read and 3 a write and shows the share in the headers', async () => {
	await read();
	const answer = await write();
	expect(used.emulator.world.limits.totalPoints(ACCOUNTS.usd)).toBe(4);
	expect(accountUsage(answer)).toMatchObject({ acc_id_util_pct: 6.67, ads_api_access_tier: 'development_access' });
	expect(management(answer)?.ads_api_access_tier).toBe('development_access');
	expect(businessUsage(answer)[ACCOUNTS.usd.slice(4)]?.length).toBeGreaterThan(1);
});

it('blocks an account above its score for 300 s, and only this account', async () => {
	for (let call = 0; call < 20; call += 1) await write();
	const refused = await read();
	expect(codes(refused)).toBe('17/2446079');
	expect(refused.body.error?.is_transient).toBe(true);
	expect(accountUsage(refused)).toMatchObject({ acc_id_util_pct: 100, reset_time_duration: 300 });
	expect((await used.graph.get(CAMPAIGNS.jpyCbo)).status).toBe(200);
	used.emulator.control.advanceClock(290);
	expect(codes(await read())).toBe('17/2446079');
	used.emulator.control.advanceClock(11);
	expect((await read()).status).toBe(200);
});

it('blocks the full tier above 9000 points for 60 s', async () => {
	used.emulator.control.setTier('standard_access');
	const account = used.emulator.world.get('AdAccount', ACCOUNTS.usd);
	for (let call = 0; call < 3_000; call += 1) used.emulator.world.limits.charge(account, 3, 'ads_management', NOTHING);
	expect(accountUsage(await read())).toMatchObject({ acc_id_util_pct: 100, reset_time_duration: 60 });
	used.emulator.control.advanceClock(61);
	expect((await read()).status).toBe(200);
});

it('lets points decay after 300 s', async () => {
	for (let call = 0; call < 19; call += 1) await write();
	used.emulator.control.advanceClock(301);
	expect(used.emulator.world.limits.score(ACCOUNTS.usd)).toBe(0);
	for (let call = 0; call < 19; call += 1) expect((await write()).status).toBe(200);
});

it('stops at the calls per hour with 80004 and tells the minutes to wait', async () => {
	// 300 + 40 for each of the two active ads of the account (Meta: marketing-api/overview/rate-limiting)
	const account = used.emulator.world.get('AdAccount', ACCOUNTS.usd);
	const activeAds = used.emulator.world.activeAds(account);
	expect(activeAds).toBe(2);
	for (let call = 0; call < 380; call += 1) {
		if (call % 50 === 0) used.emulator.control.advanceClock(301);
		used.emulator.world.limits.charge(account, 1, 'ads_management', { activeAds, audiences: 0 });
	}
	used.emulator.control.advanceClock(301);
	const refused = await read();
	expect(codes(refused)).toBe('80004/2446079');
	const usage = management(refused);
	expect(usage?.call_count).toBe(100);
	expect(usage?.estimated_time_to_regain_access).toBeGreaterThan(15);
	expect(usage?.estimated_time_to_regain_access).toBeLessThanOrEqual(60);
	used.emulator.control.advanceClock(60 * (usage?.estimated_time_to_regain_access ?? 0) + 1);
	expect((await read()).status).toBe(200);
});

it('shows app usage on calls outside ad accounts', async () => {
	const { headers } = await used.graph.get('me');
	expect(JSON.parse(headers.get('x-app-usage') ?? '')).toEqual({ call_count: 0, total_cputime: 0, total_time: 0 });
	expect(headers.get('x-ad-account-usage')).toBeNull();
});

it('takes 100 changes of ads a second and account, and no more', async () => {
	const { limits } = used.emulator.world;
	const account = (id: string) => used.emulator.world.get('AdAccount', id);
	used.emulator.control.setTier('standard_access');
	for (let change = 0; change < 100; change += 1) limits.chargeChange(account(ACCOUNTS.usd));
	expect(() => limits.chargeChange(account(ACCOUNTS.usd))).toThrow('(#613)');
	expect(codes(await write())).toBe('613/5044001');
	expect((await read()).status).toBe(200);
	expect((await used.graph.post(CAMPAIGNS.jpyCbo, { name: 'x' })).status).toBe(200);
	used.emulator.control.advanceClock(1);
	expect((await write()).status).toBe(200);
});
