import { ACCOUNTS, AD_SETS, ADS, CAMPAIGNS, PAGES } from '../../../emulator/world/seedIds.mts';
import { gateUrl } from '../../../nodes/shared/gates/gates.ts';
import { byId } from '../support/harness.mts';
import { useBench } from '../support/campaigns.mts';

/** Before an ad is switched on: one row of checks, so that active means that it can deliver. */

const bench = useBench({ startAt: new Date('2026-11-25T12:00:00Z') });
const world = () => bench.emulator.world;
const account = () => world().get('AdAccount', ACCOUNTS.usd);
const ad = () => world().get('Ad', ADS.usdCboA1);

const activate = async (options: Record<string, unknown>, more = {}) =>
	await bench.run('activate', { resource: 'ad', ad: byId(ADS.usdCboA1), options, ...more });

beforeEach(() => {
	ad().status = 'PAUSED';
});

it('without the option nothing more is asked, and no column is added', async () => {
	const { rows } = await activate({});
	expect(rows[0]).not.toHaveProperty('canDeliver');
	expect(bench.sent().some(({ path }) => path.endsWith('/ads_volume'))).toBe(false);
});

it('a paused ad without objections: what Meta hides of its review stays unknown', async () => {
	const { rows } = await activate({ checkDelivery: 'report' });
	expect(rows[0]).toMatchObject({ status: 'ACTIVE', canDeliver: 'unknown', deliveryProblems: '' });
	expect(rows[0].deliveryChecks).toContain('review: unknown');
	expect(rows[0].deliveryChecks).toContain('paymentMethod: open');
});

const shut: Array<[string, () => void, RegExp]> = [
	['paymentMethod', () => void (account().fundingSource = undefined), /no payment method/],
	['spendingLimit', () => void (account().spendCap = account().amountSpent), /are spent/],
	['account', () => void (account().status = 3), /unsettled/],
	['pageAds', () => void (world().get('Page', PAGES.usd).adLimit = 1), /ads of the page run or are in review/],
	['schedule', () => void (ad().scheduleEnd = Date.parse('2026-11-24T00:00:00Z')), /has ended/],
	['above', () => void (world().get('Campaign', CAMPAIGNS.usdCbo).status = 'PAUSED'), /Its campaign is paused/],
	['above', () => void (world().get('AdSet', AD_SETS.usdCboA).status = 'PAUSED'), /Its ad set is paused/],
];

it.each(shut)('%s shut: Report activates and says it', async (name, close, words) => {
	close();
	const { rows, error } = await activate({ checkDelivery: 'report' });
	expect(error).toBeUndefined();
	expect(rows[0]).toMatchObject({ status: 'ACTIVE', canDeliver: 'no', deliveryProblems: expect.stringMatching(words) });
	expect(rows[0].deliveryChecks).toContain(`${name}: shut`);
});

it.each(shut)('%s shut: Require activates nothing, and names the cause', async (_name, close, words) => {
	close();
	const { error } = await activate({ checkDelivery: 'require' });
	expect(error).toMatchObject({
		message: expect.stringContaining('was not activated'),
		description: expect.stringMatching(words),
	});
	expect(bench.writes()).toEqual([]);
	expect(ad().status).toBe('PAUSED');
});

it.each([
	['paymentMethod', 'paymentMethod'],
	['spendingLimit', 'spendingLimit'],
	['account', 'accountStatus'],
	['pageAds', 'adVolume'],
] as const)('%s shut: the error leads to its gate on the page', async (name, gate) => {
	shut.find(([one]) => one === name)?.[1]();
	const { error } = await activate({ checkDelivery: 'require' });
	expect(error?.description).toContain(`More: ${gateUrl(gate)}`);
});

it('a payment method that is taken away between check and launch: Require has it at the next launch', async () => {
	expect((await activate({ checkDelivery: 'report', validateOnly: true })).rows[0]?.deliveryChecks).toContain(
		'paymentMethod: open',
	);
	account().fundingSource = undefined;
	const { error } = await activate({ checkDelivery: 'require' });
	expect(error?.description).toMatch(/no payment method/);
	expect(bench.writes()).toEqual([]);
});

it('one that is taken away after the checks were read: the refusal names the same gate, and the ad stays paused', async () => {
	bench.emulator.control.addFault({
		match: { method: 'POST', path: ADS.usdCboA1 },
		fault: { kind: 'graph', code: 100, subcode: 1359101 },
	});
	const { error } = await activate({ checkDelivery: 'require' });
	expect(error?.message).toBe('The ad account has no payment method');
	expect(error?.description).toContain(gateUrl('paymentMethod'));
	expect(ad().status).toBe('PAUSED');
});

it('as a dry run it says the same and changes nothing', async () => {
	account().fundingSource = undefined;
	const { rows } = await activate({ checkDelivery: 'report', validateOnly: true });
	expect(rows[0]).toMatchObject({ validated: true, canDeliver: 'no' });
	expect(ad().status).toBe('PAUSED');
});

it('as an agent’s tool it is a dry run with the same checks', async () => {
	account().fundingSource = undefined;
	const { rows } = await activate({ checkDelivery: 'report' }, {});
	expect(rows[0].canDeliver).toBe('no');
	ad().status = 'PAUSED';
	const tool = await bench.run(
		'activate',
		{ resource: 'ad', ad: byId(ADS.usdCboA1), options: { checkDelivery: 'report' } },
		{ node: 'metaAdsTool' },
	);
	expect(tool.rows[0]).toMatchObject({ verdict: 'checked', canDeliver: 'no' });
	expect(ad().status).toBe('PAUSED');
});

it('a check that Meta cannot answer leaves it unknown, and holds nothing back', async () => {
	bench.emulator.control.addFault({
		match: { path: `${ACCOUNTS.usd}/ads_volume` },
		fault: { kind: 'graph', code: 100 },
	});
	const { rows } = await activate({ checkDelivery: 'require' });
	expect(rows[0]).toMatchObject({ status: 'ACTIVE', canDeliver: 'unknown' });
	expect(rows[0].deliveryChecks).toContain('pageAds: unknown');
});

it('an account and its campaign, without an ad, have the checks that are theirs', async () => {
	account().fundingSource = undefined;
	const { rows } = await bench.run('activate', {
		campaign: byId(CAMPAIGNS.usdCbo),
		options: { checkDelivery: 'report' },
	});
	expect(rows[0].deliveryChecks).not.toContain('review');
	expect(rows[0].canDeliver).toBe('no');
});
