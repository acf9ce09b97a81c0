import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { addLead } from '../../../emulator/leads/arrivals.mts';
import { bodyOf, signatureOf } from '../../../emulator/leads/delivery.mts';
import type { Lead } from '../../../emulator/leads/leadModel.mts';
import { LEAD_FORMS, PAGES } from '../../../emulator/world/seedIds.mts';
import { lines, pairs } from '../support/campaigns.mts';
import { refusedCalls } from '../../../nodes/meta/notification/verified.ts';
import { passTime } from '../support/lives/fakeTime.mts';
import { useLeads } from '../support/leads.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useLeads();
const world = () => bench.emulator.world;
beforeEach(() => refusedCalls.clear());

/** A call as n8n's Webhook step gives it, with the body as it was sent. */
const delivery = (body: string, signature = signatureOf(body)) => ({
	item: { headers: { 'x-hub-signature-256': signature }, query: {}, body: {} } as IDataObject,
	file: { data: { data: Buffer.from(body).toString('base64'), mimeType: 'application/json' } } as IBinaryKeyData,
});
const receive = async (calls: Array<ReturnType<typeof delivery>>, more = {}, parameters: IDataObject = {}) =>
	await bench.lead(
		'lead.getFromNotification',
		{ verifyToken: 'ours', ...parameters },
		{
			items: calls.map(({ item }) => item),
			files: calls.map(({ file }) => file),
			...more,
		},
	);
const told = (leads: readonly Lead[], ids: 'bare' | 'quoted' = 'bare') =>
	bodyOf({ url: 'http://localhost', verifyToken: 'ours', ids }, world(), leads);
const seeded = () => [
	...world().leads.shown(LEAD_FORMS.usdNewsletter),
	...world().leads.shown(LEAD_FORMS.eurCatalogue),
];
const idsOf = (rows: readonly IDataObject[] | undefined) => (rows ?? []).map(({ lead_id: id }) => id).sort();

describe('lead: get from notification', () => {
	it.each(['bare', 'quoted'] as const)('leads of several pages in one delivery, ids %s', async (ids) => {
		const leads = seeded();
		const { rows, error } = await receive([delivery(told(leads, ids))]);
		expect(error).toBeUndefined();
		expect(idsOf(rows)).toEqual(leads.map(({ id }) => id).sort());
		expect(rows.map(({ form_name: name }) => name)).toEqual(['Newsletter', 'Newsletter', 'Katalog bestellen']);
	});

	it('one that Meta does not show is named, and the others come', async () => {
		const leads = seeded();
		const gone = { ...leads[0], id: '24819999999999999' };
		const { outputs } = await receive([delivery(told([...leads, gone]))]);
		expect(idsOf(outputs[0].map(({ json }) => json))).toEqual(leads.map(({ id }) => id).sort());
		expect(outputs[1].map(({ json }) => json)).toEqual([
			expect.objectContaining({
				lead_id: gone.id,
				page_id: PAGES.usd,
				form_id: LEAD_FORMS.usdNewsletter,
				reason: expect.stringContaining('No such object'),
			}),
		]);
	});

	it('a page that cannot be used keeps none of the others back', async () => {
		world().leads.page(PAGES.eur).tasks = [];
		const { outputs } = await receive([delivery(told(seeded()))]);
		expect([outputs[0].length, outputs[1].map(({ json }) => json.page_id)]).toEqual([2, [PAGES.eur]]);
	});

	it.each([
		['a wrong', 'sha256=0000'],
		['no', ''],
	])('with %s signature nothing is asked of Meta, and one error says so', async (_what, signature) => {
		const { error } = await receive([delivery(told(seeded()), signature)]);
		expect(error?.message).toBe('The call is not signed by the app of this credential: nothing was asked of Meta');
		expect(bench.emulator.log).toEqual([]);
	});

	describe('answers the call itself', () => {
		/** What came back to the caller with how many calls of Meta by then, and how the run ended. */
		const answerTo = async (item: IDataObject, file?: IBinaryKeyData, mode: 'trigger' | 'manual' = 'trigger') => {
			const answers: unknown[] = [];
			const { error, rows } = await bench.lead(
				'lead.getFromNotification',
				{ verifyToken: 'ours' },
				{
					...{ items: [item], files: file && [file], mode },
					onResponse: ({ statusCode, body }) => answers.push([statusCode, body, bench.emulator.log.length]),
				},
			);
			return { answers, error: error?.message, rows };
		};
		const call = (body: string, signature?: string) => {
			const { item, file } = delivery(body, signature);
			return [item, file] as const;
		};

		it('takes a signed one with 200, before anything is asked of Meta', async () => {
			const { answers, rows } = await answerTo(...call(told(seeded())));
			expect([answers, rows.length]).toEqual([[[200, '', 0]], 3]);
		});

		const forged: Array<[string, number, () => readonly [IDataObject, IBinaryKeyData?]]> = [
			['with a wrong signature', 401, () => call(told(seeded()), 'sha256=0000')],
			['without a signature', 401, () => call('{}', '')],
			['without a body', 401, () => [{ headers: {}, query: {}, body: {} }]],
			['with another verify token', 403, () => [{ query: { 'hub.mode': 'subscribe', 'hub.verify_token': 'theirs' } }]],
		];
		it.each(forged)('refuses one %s with %i', async (_what, status, make) => {
			const { answers, rows } = await answerTo(...make());
			expect([answers, rows]).toEqual([[[status, '', 0]], []]);
		});

		it('fails once an hour for refused calls, so that they cannot fill the list of executions', async () => {
			const forgedOne = async () => await answerTo(...call('{}', 'sha256=0000'));
			expect((await forgedOne()).error).toMatch(/is not signed by the app/);
			for (let times = 0; times < 50; times++) {
				const { answers, error, rows } = await forgedOne();
				expect([answers, error, rows]).toEqual([[[401, '', 0]], undefined, []]);
			}
			passTime(61 * 60_000);
			expect((await forgedOne()).error).toMatch(/is not signed by the app/);
			expect((await forgedOne()).error).toBeUndefined();
			// Whoever tries it out sees each.
			expect((await answerTo(...call('{}', 'sha256=0000'), 'manual')).error).toMatch(/is not signed by the app/);
		});
	});

	it('a delivery that comes twice gives the same rows, each lead once in each', async () => {
		const body = told([...seeded(), ...seeded()]);
		const result = await receive([delivery(body), delivery(body)]);
		expect(result.rows).toHaveLength(6);
		expect(new Set(pairs(result).map((pair) => (pair as { item: number }).item))).toEqual(new Set([0, 1]));
	});

	it('1,000 leads in one delivery, none lost', async () => {
		const leads = Array.from({ length: 1000 }, () => addLead(world(), { form: LEAD_FORMS.usdTasting }));
		const { rows, error } = await receive([delivery(told(leads))]);
		expect(error).toBeUndefined();
		expect(idsOf(rows)).toEqual(leads.map(({ id }) => id).sort());
		expect(bench.emulator.log.filter(({ path }) => path === '').length).toBeLessThanOrEqual(30);
	}, 60_000);

	it('answers Meta’s question with its challenge, to the right token alone', async () => {
		const question = (token: string) => [
			{ query: { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': token } } as IDataObject,
		];
		const { outputs } = await bench.lead(
			'lead.getFromNotification',
			{ verifyToken: 'ours' },
			{ items: question('ours') },
		);
		expect(outputs[2].map(({ json }) => json)).toEqual([{ challenge: '1158201444' }]);
		for (const [ours, theirs] of [
			['ours', 'theirs'],
			['', ''],
		]) {
			const { error } = await bench.lead(
				'lead.getFromNotification',
				{ verifyToken: ours },
				{ items: question(theirs) },
			);
			expect(error?.message).toBe('Verify Token is not what came with the question');
		}
		expect(bench.emulator.log).toEqual([]);
	});

	it('what is no notification, or has no file, is refused', async () => {
		for (const body of ['{}', 'no', '[]', 'null', '{"object":"user","entry":[]}'])
			expect((await receive([delivery(body)])).error?.message).toBe(
				'Input Binary Field has no notification of Meta about a page',
			);
		const without = await bench.lead('lead.getFromNotification', { verifyToken: 'ours' }, { items: [{ headers: {} }] });
		expect(without.error?.message).toBe('Input Binary Field has no file in this item');
		expect(
			(await receive([delivery('{"object":"page","entry":[null,{"changes":[{"field":"feed","value":{}},null]}]}')]))
				.rows,
		).toEqual([]);
		expect(lines(bench.sent())).toEqual([]);
	});
});
