import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { byId, type NodeResult } from '../support/harness.mts';
import { saying } from '../../support/consent/answered.mts';
import { hashes, people, sha256, useMemberBench } from '../support/members.mts';

/** What each item's own expressions say holds for its own person, and for nobody else. */

const bench = useMemberBench();
const { change, emails, uploads } = bench;
const seeded = hashes('reader', 2_500);
const added = (): string[] => emails().filter((hash) => !seeded.includes(hash));
const of = (...names: string[]): string[] => names.map((name) => sha256(`${name}@example.com`)).sort();
const body = (index = 0): { schema: string[]; data: unknown[][] } => JSON.parse(uploads()[index].params.payload);
const goesOn = { onError: 'continueErrorOutput' } as const;
const failures = ({ outputs }: NodeResult): unknown[] =>
	outputs[2].map(({ json, pairedItem }) => [json.error, pairedItem]);

describe('consent', () => {
	const consent = '={{ $json.rule }}';
	const ruled = { consent, ...saying({ columns: 'rule', says: 'nothing' }) };

	it('is asked of exactly those whose own item asks for it', async () => {
		const items = [
			{ email: 'stated@example.com', rule: 'everybody' },
			{ email: 'said.yes@example.com', rule: 'column', consent: 'yes' },
			{ email: 'said.no@example.com', rule: 'column', consent: 'no' },
			{ email: 'said.nothing@example.com', rule: 'column' },
			{ email: 'stated.too@example.com', rule: 'everybody', consent: 'no' },
		];
		const { rows, error } = await change('add', items, ruled);
		// Whoever says no stays out, whatever the form states for all.
		expect([error, added()]).toEqual([undefined, of('stated', 'said.yes')]);
		expect(rows).toEqual([expect.objectContaining({ contacts: 5, usable: 2, noConsent: 3 })]);
	});

	it('of another item is never asked in its place: the first says everybody, nobody else does', async () => {
		await change(
			'replace',
			[{ email: 'one@example.com', rule: 'everybody' }, ...people('no', 5, { rule: 'column', consent: 'no' })],
			ruled,
		);
		expect(emails()).toEqual(of('one'));
	});

	it('needs a column only where it is asked', async () => {
		expect((await change('add', people('a', 2, { rule: 'everybody' }), ruled)).error).toBeUndefined();
		const { error } = await change(
			'add',
			[...people('b', 2, { rule: 'everybody' }), { email: 'c@example.com', rule: 'column' }],
			ruled,
		);
		expect(error?.message).toBe('Consent is set to “Only People With Opt-In”, and no consent column was found');
		expect(added()).toEqual(hashes('a', 2));
	});

	it('means yes in each item’s own words', async () => {
		const items = [
			{ email: 'a@example.com', yes: 'weekly', consent: 'weekly' },
			{ email: 'b@example.com', yes: 'daily', consent: 'weekly' },
			{ email: 'c@example.com', yes: 'daily, weekly', consent: 'weekly' },
		];
		const { rows } = await change('add', items, {
			consent: 'column',
			...saying({ columns: 'consent', says: 'optIn', words: '={{ $json.yes }}' }),
		});
		expect([added(), rows[0].noConsent]).toEqual([of('a', 'c'), 1]);
	});

	const nothing: Array<[string, IDataObject, IDataObject, string]> = [
		['how it is known', { rule: 'everybody' }, ruled, 'Consent is empty'],
		[
			'the words for yes',
			{ yes: 'yes' },
			{ consent: 'column', ...saying({ columns: 'consent', says: 'optIn', words: '={{ $json.yes }}' }) },
			'What Columns Say → Columns → row 1 → Words is empty',
		],
		['the country', { land: 'DE' }, { defaultCountry: '={{ $json.land }}' }, 'Default Country Name or ID is empty'],
		['Dry Run', { check: false }, { options: { dryRun: '={{ $json.check }}' } }, 'Options → Dry Run is empty'],
		[
			'the spaces',
			{ spaces: false },
			{ options: { keepSpaces: '={{ $json.spaces }}' } },
			'Options → Keep Spaces in Names is empty',
		],
		[
			'the order',
			{ order: 'dayFirst' },
			{ options: { birthDateOrder: '={{ $json.order }}' } },
			'Options → Birth Date Order is empty',
		],
		['the audience', { list: AUDIENCES.usdNewsletter }, { audience: byId('={{ $json.list }}') }, 'Audience is empty'],
	];
	it.each(nothing)(
		'an expression that gives nothing for %s: that person is refused by name and not sent',
		async (_title, more, parameters, message) => {
			const items = [
				{ email: 'refused@example.com', consent: 'yes' },
				...people('fine', 2, { consent: 'yes', ...more }),
			];
			const said = saying({ columns: 'check, spaces, order', says: 'nothing' });
			const stopped = await change('add', items, { ...said, ...parameters });
			expect([stopped.error?.message, uploads()]).toEqual([message, []]);
			const result = await change('add', items, { ...said, ...parameters }, goesOn);
			expect(failures(result)).toEqual([[message, 0]]);
			expect([added(), result.rows[0]]).toEqual([
				hashes('fine', 2),
				expect.objectContaining({ contacts: 2, usable: 2 }),
			]);
			expect(JSON.stringify(uploads())).not.toContain(sha256('refused@example.com'));
		},
	);
});

describe('how a contact is read', () => {
	it('the country of national numbers', async () => {
		const items = [
			{ phone: '07911 123456', home: 'GB' },
			{ phone: '0170 1234567', home: 'de' },
			{ phone: '(212) 555-0123', home: 'US' },
			{ phone: '+41 79 123 45 67', home: '' },
		];
		await change('add', items, { defaultCountry: '={{ $json.home }}' });
		expect(body().data).toEqual(
			[['447911123456'], ['491701234567'], ['12125550123'], ['41791234567']].map((row) => row.map(sha256)),
		);
	});

	it('the order of dates, and spaces in names', async () => {
		const items = [
			{ email: 'a@example.com', first_name: 'Mary Jane', birthday: '03/04/1990', order: 'dayFirst', spaces: true },
			{ email: 'b@example.com', first_name: 'Mary Jane', birthday: '03/04/1990', order: 'monthFirst', spaces: false },
		];
		await change('add', items, {
			options: { birthDateOrder: '={{ $json.order }}', keepSpaces: '={{ $json.spaces }}' },
			...saying({ columns: 'order, spaces', says: 'nothing' }),
		});
		const { schema, data } = body();
		expect(schema).toEqual(['EMAIL', 'FN', 'DOBY', 'DOBM', 'DOBD']);
		expect(data.map(([, ...rest]) => rest)).toEqual(
			[
				['mary jane', '1990', '04', '03'],
				['maryjane', '1990', '03', '04'],
			].map((row) => row.map(sha256)),
		);
	});
});

describe('dry run', () => {
	const options = { dryRun: '={{ $json.check }}' };
	const said = saying({ columns: 'check', says: 'nothing' });

	it('adds those who are meant and only checks the others; the result tells them apart', async () => {
		const items = [
			{ email: 'real1@example.com', check: false },
			...people('checked', 3, { check: true }),
			{ email: 'real2@example.com', check: false },
			{ email: 'x', check: true },
		];
		const result = await change('add', items, { options, ...said });
		expect([result.error, added()]).toEqual([undefined, of('real1', 'real2')]);
		expect(
			result.rows.map(({ validated, contacts, rows, received, sessionId }) => ({
				validated,
				contacts,
				rows,
				received,
				sent: sessionId !== null,
			})),
		).toEqual([
			{ validated: undefined, contacts: 2, rows: 2, received: 2, sent: true },
			{ validated: true, contacts: 4, rows: 3, received: null, sent: false },
		]);
		expect(result.rows[1].notes).toBe(
			'Items with Dry Run on sent nobody. 3 rows would be. Usable values: Email 3 of 4.',
		);
		expect(result.outputs[1].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 5 }]);
		expect(hashes('checked', 3).some((hash) => JSON.stringify(uploads()).includes(hash))).toBe(false);
	});

	it('removes those who are meant, and tells of each contact what became of it', async () => {
		const items = [
			{ email: 'reader1@example.com', check: true },
			{ email: 'reader2@example.com', check: false },
		];
		const { rows } = await change('remove', items, { options, result: 'contacts' });
		expect(rows.map(({ row, verdict }) => [row, verdict])).toEqual([
			[1, 'checked'],
			[2, 'removed'],
		]);
		expect(emails()).toEqual(seeded.filter((hash) => hash !== sha256('reader2@example.com')));
	});

	it('of a person who is also meant: is sent, without what only the checked item knows', async () => {
		await change(
			'add',
			[
				{ email: 'a@example.com', phone: '+41 79 123 45 67', check: true },
				{ email: 'a@example.com', check: false },
			],
			{ options, ...said },
		);
		expect(body()).toEqual({ schema: ['EMAIL'], data: [[sha256('a@example.com')]] });
	});

	it('of a person who has not agreed: counts', async () => {
		await change(
			'add',
			[
				{ email: 'a@example.com', consent: 'no', check: true },
				...people('b', 2, { consent: 'yes', check: false }),
				{ email: 'a@example.com', consent: 'yes', check: false },
			],
			{ options, consent: 'column' },
		);
		expect(added()).toEqual(hashes('b', 2));
	});

	it('takes nobody of its own out who has not agreed', async () => {
		const items = [
			{ email: 'reader1@example.com', consent: 'no', check: true },
			{ email: 'reader2@example.com', consent: 'no', check: false },
		];
		const { rows } = await change('add', items, {
			options: { ...options, removeWithoutConsent: true },
			consent: 'column',
		});
		expect(emails()).toEqual(seeded.filter((hash) => hash !== sha256('reader2@example.com')));
		expect(rows.map(({ removedWithoutConsent }) => removedWithoutConsent)).toEqual([null, 1]);
	});

	it('whose check fails ends a run that stops before anybody is removed; a run that goes on removes the others', async () => {
		const items = [{ email: 'reader1501@example.com', check: false }, ...people('reader', 1500, { check: true })];
		const { error } = await change('remove', items, { options, keepAtLeast: 50 });
		expect([error?.message, emails()]).toEqual([expect.stringMatching(/^Stop Below \(% of List\) is 50 %/), seeded]);
		expect(failures(await change('remove', items, { options, keepAtLeast: 50 }, goesOn))).toHaveLength(1500);
		expect(emails()).toEqual(seeded.filter((hash) => hash !== sha256('reader1501@example.com')));
	});
});

describe('settings of the whole run', () => {
	const rows = [
		{ email: 'a@example.com', one: 0, two: true, three: 'totals' },
		{ email: 'b@example.com', one: 50, two: false, three: 'contacts' },
	];
	const settings: Array<['add' | 'remove' | 'replace', string, IDataObject]> = [
		['replace', 'Options → Dry Run', { options: { dryRun: '={{ $json.two }}' } }],
		['replace', 'Options → Restart Unfinished Replacement', { options: { restartUnfinished: '={{ $json.two }}' } }],
		['replace', 'Stop Below (Rows)', { minimumRows: '={{ $json.one }}' }],
		['remove', 'Stop Below (% of List)', { keepAtLeast: '={{ $json.one }}' }],
		['add', 'Options → Remove People Without Consent', { options: { removeWithoutConsent: '={{ $json.two }}' } }],
		['add', 'Output', { result: '={{ $json.three }}' }],
	];
	it.each(settings)(
		'%s: items that differ in %s are refused by its name, and nobody is sent',
		async (operation, label, parameters) => {
			for (const more of [{}, goesOn]) {
				const { error, outputs } = await change(operation, rows, parameters, more);
				const message = error?.message ?? String(outputs[2][1].json.error);
				expect(message).toMatch(/ applies to the whole run, but its expression gives .+ for item 1 and .+ for item 2$/);
				expect(message.startsWith(`${label} applies`)).toBe(true);
			}
			expect([uploads(), emails()]).toEqual([[], seeded]);
		},
	);

	it('read numbers as they are typed, and guess none', async () => {
		expect((await change('replace', people('next', 600), { keepAtLeast: '33,3' })).error?.message).toMatch(
			/^Stop Below \(% of List\) is 33\.3 %/,
		);
		expect((await change('replace', people('next', 600), { minimumRows: '1.000' })).error?.message).toBe(
			'Stop Below (Rows): “1.000” can be read as 1000 or as 1.000',
		);
		expect((await change('replace', people('next', 600), { keepAtLeast: '101' })).error?.message).toBe(
			'Stop Below (% of List) cannot be 101',
		);
		expect(uploads()).toEqual([]);
	});
});

describe('each audience of each account', () => {
	const target = { adAccount: byId('={{ $json.account }}'), audience: byId('={{ $json.list }}') };

	it('an audience named with another account than its own is refused, whatever the first item says', async () => {
		const items = [
			{ email: 'a@example.com', account: ACCOUNTS.usd, list: AUDIENCES.usdNewsletter },
			{ email: 'b@example.com', account: ACCOUNTS.eur, list: AUDIENCES.usdNewsletter },
		];
		const result = await change('add', items, target, goesOn);
		expect(failures(result)).toEqual([['Audience belongs to another ad account than the chosen one', 1]]);
		expect(added()).toEqual(of('a'));
	});

	it('in the mode that stops, nothing is begun after a list that was refused', async () => {
		const items = [
			{ email: 'a@example.com', account: ACCOUNTS.usd, list: AUDIENCES.usdFlagged },
			{ email: 'b@example.com', account: ACCOUNTS.usd, list: AUDIENCES.usdNewsletter },
		];
		const { error } = await change('add', items, target);
		expect([error?.message, error?.description]).toEqual([
			expect.stringMatching(/flagged/),
			expect.stringContaining('Nothing was changed.'),
		]);
		expect(uploads()).toEqual([]);
	});
});

describe('items that cannot be read', () => {
	const on = { onError: 'continueRegularOutput' as const };

	it('hold a whole replacement: who is missing from the list would be taken out', async () => {
		const items = [...people('kept', 3), { email: 'lost@example.com' }];
		const form = {
			defaultCountry: '={{ $json.email.startsWith("lost") ? null : "US" }}',
			minimumRows: 0,
			keepAtLeast: 0,
		};
		const { outputs } = await change('replace', items, form, on);
		expect(outputs.flat().map(({ json }) => json.error)).toEqual([
			...Array.from(
				{ length: 3 },
				() => 'Default Country Name or ID cannot be used for item 4, and all items together are one list',
			),
			'Default Country Name or ID is empty',
		]);
		expect(uploads()).toEqual([]);
	});

	it('still have their say in what applies to the whole run', async () => {
		const items = [
			{ ...people('one', 1)[0], dry: false, country: 'US' },
			{ ...people('two', 1)[0], dry: true, country: null },
		];
		const form = {
			defaultCountry: '={{ $json.country }}',
			minimumRows: 0,
			keepAtLeast: 0,
			options: { dryRun: '={{ $json.dry }}' },
		};
		const { outputs } = await change('replace', items, form, on);
		expect(String(outputs.flat()[0]?.json.error)).toMatch(/^Options → Dry Run applies to the whole run/);
		const nothing = items.map((item, index) => ({ ...item, country: 'US', dry: index === 0 ? false : null }));
		const again = await change('replace', nothing, form, on);
		expect(again.outputs.flat().map(({ json }) => json.error)).toEqual([
			'Options → Dry Run is empty',
			'Options → Dry Run is empty',
		]);
		expect(uploads()).toEqual([]);
	});
});
