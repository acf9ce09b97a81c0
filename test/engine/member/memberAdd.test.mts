import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AUDIENCES, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { pairs } from '../support/campaigns.mts';
import { byId, loadColumns } from '../support/harness.mts';
import { autoMap, hashes, mapped, people, sessions, sha256, useMemberBench } from '../support/members.mts';

const bench = useMemberBench();
const { change, emails, uploads } = bench;
const seeded = hashes('reader', 2_500);
const body = (index = 0): { schema: string[]; data: unknown[][] } => JSON.parse(uploads()[index].params.payload);

describe('member: add', () => {
	it('sends hashes in one session, in the body, and tells the totals', async () => {
		const result = await change('add', people('new', 3));
		expect(result.error).toBeUndefined();
		expect(emails()).toEqual([...seeded, ...hashes('new', 3)].sort());
		expect(uploads().map(({ url }) => url)).toEqual([`/v26.0/${AUDIENCES.usdNewsletter}/users`]);
		expect(body()).toEqual({
			schema: ['EMAIL'],
			data: [1, 2, 3].map((number) => [sha256(`new${number}@example.com`)]),
		});
		const [{ session_id: id, ...session }] = sessions(uploads());
		expect([String(id), session]).toEqual([
			expect.stringMatching(/^1\d{14}1$/),
			{ batch_seq: 1, last_batch_flag: true, estimated_num_total: 3 },
		]);
		expect(result.rows).toEqual([
			expect.objectContaining({
				action: 'add',
				contacts: 3,
				usable: 3,
				rejected: 0,
				noConsent: 0,
				duplicates: 0,
				received: 3,
				invalid: 0,
				batches: 1,
				batchesAccepted: 1,
				sessionId: String(id),
				recognisedColumns: 'email → Email',
			}),
		]);
		expect(pairs(result)).toEqual([{ item: 0 }]);
		expect(JSON.stringify(result.outputs)).not.toMatch(/[0-9a-f]{64}|@example/);
	});

	it('columns are recognised in other languages, and inside objects', async () => {
		await change('add', [
			{
				'E-Mail-Adresse': 'Mia@Example.com',
				Handynummer: '0170 1234567',
				Vorname: 'Mia',
				PLZ: '61348',
				adresse: { Land: 'Deutschland', Ort: 'Bad Homburg' },
				'Kunden-Nr': 7,
				Website: 'https://mia.example/roasts',
			},
		]);
		expect(body()).toEqual({
			schema: ['EMAIL', 'PHONE', 'EXTERN_ID', 'FN', 'CT', 'ZIP', 'COUNTRY'],
			data: [
				[
					sha256('mia@example.com'),
					sha256('491701234567'),
					'7',
					sha256('mia'),
					sha256('badhomburg'),
					sha256('61348'),
					sha256('de'),
				],
			],
		});
	});

	it('columns mapped by hand, each item’s own values; a list of numbers is several rows', async () => {
		const columns = mapped({ email: '={{ $json.a }}', phone: '={{ $json.numbers }}', lastName: '', country: 'us' });
		const { rows } = await change(
			'add',
			[
				{ a: 'one@example.com', numbers: ['(555) 987-6543', '555-987-6544'] },
				{ a: 'two@example.com', numbers: null },
			],
			{ columns },
		);
		const us = sha256('us');
		expect(body()).toEqual({
			schema: ['EMAIL', 'PHONE', 'COUNTRY'],
			data: [
				[sha256('one@example.com'), sha256('15559876543'), us],
				['', sha256('15559876544'), us],
				[sha256('two@example.com'), '', us],
			],
		});
		expect(rows[0]).toMatchObject({ contacts: 2, usable: 2, rows: 3, recognisedColumns: null });
	});

	it('only consent in so many words counts; the others are left out, with a hint', async () => {
		const consents = ['yes', 'YES ', '', 'no', 'maybe', null];
		const result = await change(
			'add',
			consents.map((consent, index) => ({ email: `p${index}@example.com`, consent })),
			{ consent: 'column' },
		);
		expect(body().data).toEqual([[sha256('p0@example.com')], [sha256('p1@example.com')]]);
		expect(result.rows[0]).toMatchObject({ usable: 2, noConsent: 4 });
		expect(result.hints.map(({ message }) => message).join()).toContain(
			'4 people without consent were left out, and may still be in the audience',
		);
	});

	it('takes people without consent out in the same run when asked', async () => {
		const items = [
			{ email: 'new@example.com', consent: 'yes' },
			{ email: 'reader7@example.com', consent: '' },
			{ email: 'READER8@example.com', consent: 'no' },
		];
		const { rows } = await change('add', items, { consent: 'column', options: { removeWithoutConsent: true } });
		expect(rows[0]).toMatchObject({ usable: 1, noConsent: 2, removedWithoutConsent: 2 });
		expect(emails()).toEqual(
			[
				...seeded.filter((hash) => hash !== sha256('reader7@example.com') && hash !== sha256('reader8@example.com')),
				sha256('new@example.com'),
			].sort(),
		);
		expect(uploads().map(({ method, url }) => [method, url.includes('?')])).toEqual([
			['POST', false],
			['DELETE', false],
		]);
	});

	it('rejected rows go to their own output with number and reasons, never the value; no other row is harmed', async () => {
		const items = [
			{ email: 'a@example.com' },
			{ email: 'Secret Value', phone: 'call me maybe' },
			{},
			{ email: 'b@example.com', phone: '12', customer_id: 'someone@example.com' },
		];
		const result = await change('add', items);
		expect(result.outputs[1].map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[
				{
					row: 2,
					verdict: 'rejected',
					reasons: expect.stringMatching(/^Email is not an email address; Phone .*; Contact needs an email/),
				},
				{ item: 1 },
			],
			[{ row: 3, verdict: 'rejected', reasons: expect.stringContaining('Contact needs an email') }, { item: 2 }],
		]);
		expect(result.rows[0]).toMatchObject({
			contacts: 4,
			usable: 2,
			rejected: 2,
			unusableValues: 'Email: 1, Phone: 2, External ID: 1',
		});
		expect(body()).toEqual({ schema: ['EMAIL'], data: [[sha256('a@example.com')], [sha256('b@example.com')]] });
		expect(JSON.stringify(result.outputs)).not.toMatch(/Secret|maybe|someone/);
	});

	it('one item a contact: what became of each, without contact data', async () => {
		const items = [
			{ email: 'a@example.com', consent: 'yes', phone: 'x' },
			{ email: 'A@example.com', consent: 'yes' },
			{ email: 'b@example.com' },
			{ email: 'nobody', consent: 'yes' },
		];
		const result = await change('add', items, { consent: 'column', result: 'contacts' });
		expect(result.rows).toEqual([
			{ row: 1, verdict: 'added', keys: 'EMAIL', problems: expect.stringContaining('Phone is not') },
			{ row: 2, verdict: 'duplicate', keys: 'EMAIL', problems: null },
			{ row: 3, verdict: 'noConsent', keys: 'EMAIL', problems: null },
		]);
		expect([pairs(result), pairs(result, 1)]).toEqual([[{ item: 0 }, { item: 1 }, { item: 2 }], [{ item: 3 }]]);
	});

	it('each audience its own upload', async () => {
		const items = [
			{ email: 'a@example.com', list: AUDIENCES.usdNewsletter },
			{ email: 'b@example.com', list: AUDIENCES.usdRegulars },
			{ email: 'c@example.com', list: AUDIENCES.usdNewsletter },
		];
		const result = await change('add', items, { audience: byId('={{ $json.list }}') });
		expect(result.rows.map(({ audienceId, usable }) => [audienceId, usable])).toEqual([
			[AUDIENCES.usdNewsletter, 2],
			[AUDIENCES.usdRegulars, 1],
		]);
		expect(pairs(result)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it.each(['add', 'remove', 'replace'] as const)(
		'%s, dry run: everything is read and checked, nothing sent',
		async (operation) => {
			const { rows } = await change(operation, people('reader', 3), { options: { dryRun: true } });
			expect(rows[0]).toMatchObject({
				validated: true,
				usable: 3,
				batches: 0,
				sessionId: null,
				received: null,
				notes: expect.stringContaining('Nothing was sent. 3 rows would be.'),
			});
			expect(uploads()).toEqual([]);
			expect(emails()).toEqual(seeded);
		},
	);

	it.each(['add', 'remove', 'replace'] as const)(
		'%s as a tool only checks until a person allows changes',
		async (operation) => {
			const tool = { node: 'metaAudiencesTool' };
			const { rows } = await change(operation, [...people('reader', 3), { email: 'nobody at all' }], {}, tool);
			expect(rows).toEqual([
				expect.objectContaining({ verdict: 'checked' }),
				expect.objectContaining({ verdict: 'rejected' }),
			]);
			expect(uploads()).toEqual([]);
			const allowed = await change(operation, people('reader', 3), { allowChanges: true }, tool);
			expect(allowed.rows[0]).toMatchObject({ verdict: 'done', received: 3 });
		},
	);

	it('values go to value-based lists only', async () => {
		const items = [{ email: 'a@example.com', ltv: 12.5 }, { email: 'b@example.com' }];
		await change('add', items, { audience: byId(AUDIENCES.usdValues) });
		expect(body()).toEqual({
			schema: ['EMAIL', 'LOOKALIKE_VALUE'],
			data: [
				[sha256('a@example.com'), 12.5],
				[sha256('b@example.com'), ''],
			],
		});
		expect((await change('add', items)).error?.message).toBe(
			'Contact Columns have a Customer Value, and this list is not value-based',
		);
	});

	it('an audience whose kind Meta does not tell takes nobody, and is not called another kind', async () => {
		Object.assign(bench.emulator.world.get('CustomAudience', AUDIENCES.usdValues), { subtype: undefined });
		const { error } = await change('add', people('reader', 3), { audience: byId(AUDIENCES.usdValues) });
		expect(uploads()).toEqual([]);
		expect(error?.message).toBe(
			'Meta did not return whether this audience is a customer list, and only those take contacts',
		);
	});

	const refusals: Array<[string, IDataObject, RegExp, RegExp]> = [
		[
			'website audience',
			{ audience: byId(AUDIENCES.usdVisitors) },
			/^Audience is not a customer list, so it takes no people$/,
			/Create Audience/,
		],
		[
			'campaign',
			{ audience: byId(CAMPAIGNS.usdCbo) },
			/^Audience is not an audience: the ID belongs to a campaign$/,
			/Audiences/,
		],
		[
			'other account’s',
			{ audience: byId(AUDIENCES.eurList) },
			/^Audience belongs to another ad account than the chosen one$/,
			new RegExp(ACCOUNTS.eur),
		],
		[
			'flagged',
			{ audience: byId(AUDIENCES.usdFlagged) },
			/^Meta has flagged this audience for suggesting sensitive facts \(name\)/,
			/Ads Manager/,
		],
		['no consent column', { consent: 'column' }, /no consent column was found$/, /Everyone Except Opt-Outs/],
		['no identifier', { columns: mapped({ country: 'de' }) }, /^Contact Columns name nobody$/, /email/],
		[
			'wrong country',
			{ defaultCountry: 'Germany' },
			/^Default Country Name or ID must be the two letters of a country$/,
			/DE/,
		],
	];
	it.each(refusals)('%s: a sentence, what to do, and nothing sent', async (_title, parameters, message, advice) => {
		const { error } = await change('add', people('new', 2), parameters);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(advice);
		expect(uploads()).toEqual([]);
	});

	it('terms not accepted: where this account’s are accepted', async () => {
		const { error } = await change('add', people('new', 2), {
			adAccount: byId(ACCOUNTS.jpy),
			audience: byId(AUDIENCES.jpyList),
		});
		expect(error?.message).toBe('The Custom Audience terms are not accepted for this ad account');
		expect(error?.description).toContain(
			`accept them once at https://business.facebook.com/ads/manage/customaudiences/tos/?act=${ACCOUNTS.jpy.slice(4)} `,
		);
	});

	it('in the mode that goes on, everybody who was not sent is told so, by number only', async () => {
		const result = await change(
			'add',
			people('new', 2),
			{ audience: byId(AUDIENCES.usdFlagged) },
			{ onError: 'continueErrorOutput' },
		);
		expect(result.outputs[2].map(({ json, pairedItem }) => [(json.details as IDataObject).kind, pairedItem])).toEqual([
			['policy', 0],
			['policy', 1],
		]);
		expect(JSON.stringify(result.outputs)).not.toContain('@example');
	});
});

it('the form offers the columns, the usual ones at first', async () => {
	const { fields } = await loadColumns('getContactColumns', {
		node: 'metaAudiences',
		parameters: { resource: 'member', operation: 'add', columns: autoMap },
		credential: {},
	});
	expect(fields.filter(({ removed }) => removed !== true).map(({ displayName }) => displayName)).toEqual([
		'Email',
		'Phone',
		'First Name',
		'Last Name',
		'Country',
		'Postal Code',
		'City',
		'Consent',
	]);
	expect(fields.length).toBeGreaterThan(20);
});

describe('member: remove', () => {
	it('takes out who is named, and nobody else', async () => {
		const { rows } = await change('remove', [
			{ email: ' READER2@example.com' },
			{ email: 'reader3@example.com' },
			{ email: 'stranger@example.com' },
		]);
		expect(emails()).toEqual(
			seeded.filter((hash) => hash !== sha256('reader2@example.com') && hash !== sha256('reader3@example.com')),
		);
		expect(rows[0]).toMatchObject({ action: 'remove', usable: 3, received: 3, sessionId: expect.stringMatching(/2$/) });
	});

	it('asks for no consent: who has none may always leave', async () => {
		const { rows } = await change('remove', [{ email: 'reader2@example.com', consent: 'no' }]);
		expect(rows[0]).toMatchObject({ usable: 1, noConsent: 0 });
	});

	it('refuses to take out more than may go', async () => {
		const { error } = await change('remove', people('reader', 1500), { keepAtLeast: 50 });
		expect(error?.message).toMatch(
			/^Stop Below \(% of List\) is 50 %, and 1,500 rows of about [\d,]+ rows would be removed$/,
		);
		expect(emails()).toEqual(seeded);
		const { error: few } = await change('remove', people('reader', 1500), { minimumRows: 2000 });
		expect(few?.message).toMatch(/^Stop Below \(Rows\) is 2,000 rows, and of about/);
	});
});

describe('member: checkUpload', () => {
	it('tells how far an upload is, and how many were recognised once Meta says so', async () => {
		const { rows } = await change('add', people('new', 10));
		const sessionId = String(rows[0].sessionId);
		const early = await change('checkUpload', [{}], { sessionId });
		expect(early.rows).toEqual([
			expect.objectContaining({
				sessionId,
				action: 'add',
				complete: true,
				stage: 'processing',
				received: 10,
				invalid: 0,
				matched: null,
				audienceId: AUDIENCES.usdNewsletter,
			}),
		]);
		bench.emulator.control.advanceClock(3 * 3600);
		const late = await change('checkUpload', [{}], {});
		expect(late.rows).toEqual([
			expect.objectContaining({
				sessionId,
				progressPercent: 100,
				matched: expect.any(Number),
				startedTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}-0[45]00$/),
			}),
		]);
	});

	it.each([
		['12345678901234567', /is no upload to this audience/],
		['1.79e18', /is not a session ID/],
	])('%s', async (sessionId, message) => {
		expect((await change('checkUpload', [{}], { sessionId })).error?.message).toMatch(message);
	});
});
