import { ACCOUNTS, AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { useAudienceBench } from '../support/audiences.mts';
import { lines } from '../support/campaigns.mts';
import { byId, emulatorCredential, searchList } from '../support/harness.mts';

const bench = useAudienceBench();
const { run, sent } = bench;

describe('audience: get', () => {
	it('gives one flat row, the size in people, times by the account’s clock', async () => {
		const { rows } = await run('audience', 'get', {
			audience: byId(AUDIENCES.usdNewsletter),
			options: { allColumns: true },
		});
		const { createdTime, updatedTime, contentUpdatedTime, ...rest } = rows[0];
		expect([createdTime, updatedTime, contentUpdatedTime]).toEqual(
			Array(3).fill(expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}-0[45]00$/)),
		);
		expect(rest).toEqual({
			id: AUDIENCES.usdNewsletter,
			name: 'Newsletter readers',
			status: 'ready',
			usable: true,
			statusDetail: null,
			sizeFrom: expect.any(Number),
			sizeTo: expect.any(Number),
			type: 'customer list',
			description: null,
			source: 'customers',
			valueBased: false,
			retentionDays: null,
			pixelId: null,
			lookalikeOf: null,
			lookalikeSize: null,
			lookalikeCountries: null,
			lookalikeIds: '',
			flaggedFields: '',
			deleteTime: null,
			accountId: ACCOUNTS.usd,
			adsManagerUrl: `https://adsmanager.facebook.com/adsmanager/audiences?act=1001000000000001&selected_audience_ids=${AUDIENCES.usdNewsletter}`,
		});
		expect(lines(sent())).toEqual([`GET ${ACCOUNTS.usd}`, `GET ${AUDIENCES.usdNewsletter}`]);
	});

	it.each([
		[AUDIENCES.usdRegulars, 'too small', false, /Add more people/],
		[AUDIENCES.usdEmpty, 'empty', false, /^Nobody has been uploaded yet/],
		[AUDIENCES.usdFlagged, 'flagged', false, /sensitive/],
		[AUDIENCES.usdExpiring, 'expiring', true, /Meta will delete it/],
	])('%s: %s', async (id, status, usable, detail) => {
		const { rows } = await run('audience', 'get', { audience: byId(id) });
		expect(rows[0]).toMatchObject({ status, usable, statusDetail: expect.stringMatching(detail) });
	});

	it('says that an ID is another kind of object’s, or another account’s', async () => {
		const campaign = await run('audience', 'get', { audience: byId('120210000000000001') });
		expect(campaign.error?.message).toBe('Audience is not an audience: the ID belongs to a campaign');
		const other = await run('audience', 'get', { audience: byId(AUDIENCES.eurList) });
		expect(other.error?.message).toBe('Audience belongs to another ad account than the chosen one');
	});

	it('without Simplify returns Meta’s own fields', async () => {
		const { rows } = await run('audience', 'get', {
			audience: byId(AUDIENCES.usdFlagged),
			simplify: false,
			options: { fields: ['name', 'operation_status'] },
		});
		expect(rows).toEqual([
			{
				id: AUDIENCES.usdFlagged,
				name: 'Sleep problems',
				operation_status: { code: 471, description: expect.any(String) },
			},
		]);
	});
});

describe('the list of audiences', () => {
	const search = async (filter?: string, method = 'searchAudiences') =>
		await searchList(
			method,
			{
				node: 'metaAudiences',
				credential: emulatorCredential(bench.emulator.url),
				parameters: { resource: 'audience', operation: 'get', adAccount: byId(ACCOUNTS.usd) },
			},
			filter,
		);

	it('shows those of the account, with type and what keeps one from being used', async () => {
		const { results } = await search();
		const named = Object.fromEntries(results.map(({ value, name }) => [value, name]));
		expect(named[AUDIENCES.usdNewsletter]).toBe('Newsletter readers (customer list)');
		expect(named[AUDIENCES.usdFlagged]).toBe('Sleep problems (customer list, flagged)');
		expect(named[AUDIENCES.eurList]).toBeUndefined();
	});

	it('of members shows only what contacts can be sent to, and what may be', async () => {
		const { world } = bench.emulator;
		const untold = world.get('CustomAudience', AUDIENCES.usdRegulars);
		Object.assign(untold, { subtype: undefined });
		const { results } = await search(undefined, 'searchCustomerLists');
		const kinds = results.map(({ value }) => world.get('CustomAudience', String(value)).subtype);
		expect(new Set(kinds)).toEqual(new Set(['CUSTOM', undefined]));
		const lists = world
			.all('CustomAudience')
			.filter(({ account, subtype }) => account.id === ACCOUNTS.usd && subtype === 'CUSTOM');
		expect(results.map(({ value }) => value).toSorted()).toEqual([...lists, untold].map(({ id }) => id).toSorted());
		const found = await search('regu', 'searchCustomerLists');
		expect(found.results.map(({ value }) => value)).toEqual([untold.id]);
		expect((await search('visitors', 'searchCustomerLists')).results).toEqual([]);
	});

	it('goes on where a page has none to show: below an empty list the editor asks for no more', async () => {
		const page = (data: unknown[], more: object): void =>
			bench.emulator.control.addFault({
				match: { path: `${ACCOUNTS.usd}/customaudiences`, times: 1 },
				fault: { kind: 'http', status: 200, body: JSON.stringify({ data, ...more }), contentType: 'application/json' },
			});
		const next = (after: string) => ({ paging: { cursors: { after }, next: 'https://elsewhere.example' } });
		page([{ id: '1', name: 'Lookalike', subtype: 'LOOKALIKE' }], next('a'));
		page([], next('b'));
		page([{ id: '2', name: 'Regulars', subtype: 'CUSTOM' }], next('c'));
		const { results, paginationToken } = await search(undefined, 'searchCustomerLists');
		expect(results.map(({ value }) => value)).toEqual(['2']);
		expect(paginationToken).toBe('c');
	});

	it('searches by name', async () => {
		expect((await search('REGU')).results.map(({ value }) => value)).toEqual([AUDIENCES.usdRegulars]);
	});
});
