import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { noticeBody, type AccountNotice } from '../../../emulator/accounts/accountApps.mts';
import { signatureOf } from '../../../emulator/leads/delivery.mts';
import { ACCOUNTS, AD_SETS, ADS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { APP } from '../../../emulator/world/tokens.mts';
import { byId } from '../support/harness.mts';
import { lines, useBench } from '../support/campaigns.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
const world = () => bench.emulator.world;
const appsOf = (account: string) => world().get('AdAccount', account).apps;
const subscribeApp = (...accounts: string[]): void => {
	for (const account of accounts) world().get('AdAccount', account).apps = new Map([[APP.id, APP.name]]);
};
beforeEach(() => subscribeApp(ACCOUNTS.usd, ACCOUNTS.eur));

const hook = (ids: 'bare' | 'quoted' = 'bare') => ({ url: 'http://localhost', verifyToken: 'ours', ids });
const told = (notices: readonly AccountNotice[], ids?: 'bare' | 'quoted') => noticeBody(hook(ids), world(), notices);

/** A call as n8n's Webhook step gives it, with the body as it was sent. */
const delivery = (body: string, signature = signatureOf(body)) => ({
	item: { headers: { 'x-hub-signature-256': signature }, query: {}, body: {} } as IDataObject,
	file: { data: { data: Buffer.from(body).toString('base64'), mimeType: 'application/json' } } as IBinaryKeyData,
});
const receive = async (...calls: Array<ReturnType<typeof delivery>>) => {
	const items = { items: calls.map(({ item }) => item), files: calls.map(({ file }) => file) };
	return await bench.run('getFromNotification', { resource: 'account', verifyToken: 'ours' }, items);
};
const rowsIn = (outputs: Awaited<ReturnType<typeof receive>>['outputs'], output: number) =>
	(outputs[output] ?? []).map(({ json }) => json);

const notice = (field: string, value: IDataObject, account: string = ACCOUNTS.usd): AccountNotice => ({
	account,
	field,
	value,
});
const statusOf = (id: string, type: string, account?: string) =>
	notice('field_changed', { object_id: id, object_type: type, changed_fields: ['effective_status'] }, account);
const fatigued = (ad: string, account?: string) =>
	notice(
		'creative_fatigue',
		{ adgroup_id: ad, creative_fatigue_level: 'HIGH', creative_fatigue_message: 'It changed from medium to high' },
		account,
	);

/** One of each field, as Meta's pages show them. */
const everyField: readonly AccountNotice[] = [
	statusOf(ADS.usdCboA1, 'ad'),
	notice('with_issues_ad_objects', {
		id: AD_SETS.usdCboA,
		level: 'AD_SET',
		error_code: '567',
		error_summary: 'No audience',
		error_message: 'It is too small.',
	}),
	notice('in_process_ad_objects', { id: CAMPAIGNS.usdCbo, level: 'CAMPAIGN', status_name: 'ACTIVE' }),
	fatigued(ADS.eurPaused, ACCOUNTS.eur),
	notice('ad_recommendations', {
		ad_account_id: ACCOUNTS.usd.slice(4),
		ad_object_ids: [ADS.usdCboA1],
		recommendation_type: 'AUTOFLOW_OPT_IN',
		recommendation_message: 'A recommendation is ready',
	}),
	notice('product_set_issue', {
		product_set_id: '4500000000001',
		type: 'NO_ITEMS',
		description: 'It has no items',
		recommended_action: 'Add items',
	}),
	notice('something_new', { id: '1' }),
];

describe('account: get from notification', () => {
	it.each(['bare', 'quoted'] as const)('a row for each change of several accounts, ids %s', async (ids) => {
		const { outputs, error } = await receive(delivery(told(everyField, ids)));
		expect(error).toBeUndefined();
		expect(rowsIn(outputs, 1)).toEqual([]);
		const rows = rowsIn(outputs, 0);
		expect(Object.keys(rows[0] ?? {})).toHaveLength(12);
		// Entries are one an account: those of the first come first.
		expect(rows.map(({ event, level, status, summary }) => [event, level, status, summary])).toEqual([
			['statusChanged', 'ad', 'active', 'The ad “Steaming cup” is now: active.'],
			['deliveryIssue', 'adSet', 'active', 'Meta reports an issue with the ad set “Coffee lovers”.'],
			['processingEnded', 'campaign', 'active', 'Meta has finished processing the campaign “Spring Roast Sales”.'],
			['recommendation', null, null, `Meta has a recommendation for the object ${ADS.usdCboA1}.`],
			['productSetIssue', 'productSet', null, 'Meta reports an issue with the product set 4500000000001.'],
			['other', 'account', null, `Meta reports a change of the ad account ${ACCOUNTS.usd}.`],
			['creativeFatigue', 'ad', 'paused', expect.stringMatching(/^The creative fatigue of the ad “.+” has changed\.$/)],
		]);
		expect(rows.map(({ details }) => details)).toEqual([
			'',
			'No audience. It is too small. (code 567)',
			'Meta reported the status “active”.',
			'Type: autoflow opt in. A recommendation is ready.',
			'Type: no items. It has no items.',
			'Meta’s field: something_new.',
			'Fatigue: high. It changed from medium to high.',
		]);
		expect(rows[4]?.nextStep).toBe('Add items.');
		expect(rows[6]?.accountId).toBe(ACCOUNTS.eur);
	});

	it('what Meta shows now counts: a rejected ad comes with the reason and what to do', async () => {
		const { outputs } = await receive(delivery(told([statusOf(ADS.eurDisapproved, 'ad', ACCOUNTS.eur)])));
		expect(rowsIn(outputs, 0)[0]).toMatchObject({
			status: 'disapproved',
			details: expect.stringMatching(/\w/),
			nextStep: expect.stringContaining('Replace the creative with one that fixes what the feedback names'),
		});
	});

	it.each([
		['a wrong', 'sha256=0000'],
		['no', ''],
	])('with %s signature nothing is asked of Meta, and one error says so', async (_what, signature) => {
		const { error } = await receive(delivery(told(everyField), signature));
		expect(error?.message).toBe('The call is not signed by the app of this credential: nothing was asked of Meta');
		expect(bench.emulator.log).toEqual([]);
	});

	it('an account that was never subscribed is named, and the others come', async () => {
		appsOf(ACCOUNTS.eur)?.clear();
		const { outputs } = await receive(
			delivery(told([fatigued(ADS.eurPaused, ACCOUNTS.eur), statusOf(ADS.usdCboA1, 'ad')])),
		);
		expect(rowsIn(outputs, 0).map(({ objectId }) => objectId)).toEqual([ADS.usdCboA1]);
		expect(rowsIn(outputs, 1)).toEqual([
			expect.objectContaining({
				event: 'creativeFatigue',
				accountId: ACCOUNTS.eur,
				objectId: ADS.eurPaused,
				reason: `The ad account ${ACCOUNTS.eur} is not subscribed to the app of this credential`,
				advice: expect.stringContaining('Account → Subscribe'),
			}),
		]);
		// Nothing of it was read.
		expect(lines(bench.sent()).filter((line) => line.includes(ADS.eurPaused))).toEqual([]);
	});

	it('an account that the token does not see, and an object that is gone, are named', async () => {
		const gone = '120219999999999999';
		const { outputs } = await receive(
			delivery(told([statusOf(gone, 'ad'), statusOf(ADS.usdCboA1, 'ad', 'act_1009000000000009')])),
		);
		expect(rowsIn(outputs, 0)).toEqual([]);
		expect(rowsIn(outputs, 1).map(({ objectId, reason }) => [objectId, reason])).toEqual([
			[gone, expect.stringContaining('No such object')],
			[ADS.usdCboA1, expect.stringMatching(/\w/)],
		]);
	});

	it('the sample of the App Dashboard is recognized without a call', async () => {
		const { outputs } = await receive(delivery(told([notice('with_issues_ad_objects', { id: '1' }, 'act_0')])));
		expect(rowsIn(outputs, 1)[0]?.reason).toBe('This is a sample from the App Dashboard, about no real ad account');
		expect(bench.emulator.log).toEqual([]);
	});

	it('a delivery that comes twice has the same IDs, and the next change of the object another', async () => {
		const body = told([statusOf(ADS.usdCboA1, 'ad'), statusOf(ADS.usdCboA1, 'ad')]);
		const { outputs } = await receive(delivery(body), delivery(body));
		const [first, second] = rowsIn(outputs, 0).map(({ eventId }) => eventId);
		expect(rowsIn(outputs, 0)).toHaveLength(2);
		expect(second).toBe(first);
		world().clock.advance(60);
		const later = await receive(delivery(told([statusOf(ADS.usdCboA1, 'ad')])));
		expect(later.rows[0]?.eventId).not.toBe(first);
	});

	it('1,000 changes in one delivery: none lost, at most 20 calls', async () => {
		const notices = Array.from({ length: 1_000 }, (_, index) =>
			notice('in_process_ad_objects', { id: AD_SETS.usdCboA, level: 'AD_SET', status_name: `STATUS_${index}` }),
		);
		const { rows, error } = await receive(delivery(told(notices)));
		expect(error).toBeUndefined();
		expect(new Set(rows.map(({ eventId }) => eventId)).size).toBe(1_000);
		expect(bench.emulator.log.length).toBeLessThanOrEqual(20);
	}, 60_000);

	it('answers Meta’s question with its challenge, to the right token alone', async () => {
		const query = (token: string) => ({
			items: [{ query: { 'hub.mode': 'subscribe', 'hub.challenge': '77', 'hub.verify_token': token } } as IDataObject],
		});
		const form = { resource: 'account', verifyToken: 'ours' };
		const right = await bench.run('getFromNotification', form, query('ours'));
		expect(rowsIn(right.outputs, 2)).toEqual([{ challenge: '77' }]);
		const wrong = await bench.run('getFromNotification', form, query('theirs'));
		expect(wrong.error?.message).toBe('Verify Token is not what came with the question');
		expect(bench.emulator.log).toEqual([]);
	});

	it('what is no notification of an ad account is refused, and what is odd in one harms nothing', async () => {
		for (const body of ['{}', 'no', 'null', '{"object":"page","entry":[]}'])
			expect((await receive(delivery(body))).error?.message).toBe(
				'Input Binary Field has no notification of Meta about an ad account',
			);
		const odd = `{"object":"ad_account","entry":[null,7,{"id":"${ACCOUNTS.usd.slice(4)}","changes":[null,{"field":"__proto__"},{"field":"creative_fatigue","value":null},{"field":"ad_recommendations","value":{"ad_object_ids":"x"}}]}]}`;
		const { rows, error } = await receive(delivery(odd));
		expect(error).toBeUndefined();
		expect(rows.map(({ event, objectId }) => [event, objectId])).toEqual([
			['other', null],
			['other', null],
			['creativeFatigue', null],
			['recommendation', null],
		]);
	});
});

describe('account: subscribe and unsubscribe', () => {
	const change = async (operation: 'subscribe' | 'unsubscribe', options: IDataObject = {}) =>
		await bench.run(operation, { resource: 'account', adAccount: byId(ACCOUNTS.jpy), options });
	const other: [string, string] = ['77', 'Another Tool'];
	beforeEach(() => void (world().get('AdAccount', ACCOUNTS.jpy).apps = new Map([other])));

	it('adds and takes off this app alone, each once', async () => {
		const row = { accountId: ACCOUNTS.jpy, appId: APP.id, otherApps: 'Another Tool' };
		for (const changed of [true, false])
			expect((await change('subscribe')).rows).toEqual([{ changed, subscribed: true, ...row }]);
		expect([...(appsOf(ACCOUNTS.jpy) ?? [])]).toEqual([other, [APP.id, APP.name]]);
		for (const changed of [true, false])
			expect((await change('unsubscribe')).rows).toEqual([{ changed, subscribed: false, ...row }]);
		expect([...(appsOf(ACCOUNTS.jpy) ?? [])]).toEqual([other]);
		expect(lines(bench.writes()).sort()).toEqual([
			`DELETE ${ACCOUNTS.jpy}/subscribed_apps`,
			`POST ${ACCOUNTS.jpy}/subscribed_apps`,
		]);
	});

	it('only looks with Validate Only', async () => {
		const { rows } = await change('subscribe', { validateOnly: true });
		expect(rows).toEqual([expect.objectContaining({ validated: true, subscribed: false })]);
		expect(bench.writes()).toEqual([]);
	});

	it('changes nothing while it is unknown which app is its own', async () => {
		bench.emulator.control.addFault({ match: { path: 'debug_token' }, fault: { kind: 'graph', code: 2 } });
		const { error } = await change('unsubscribe');
		expect(error?.message).toMatch(/nothing was changed/);
		expect(bench.writes()).toEqual([]);
	});
});
