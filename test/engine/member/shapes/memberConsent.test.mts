import type { IDataObject } from 'n8n-workflow';

import { AUDIENCES } from '../../../../emulator/world/seedIds.mts';
import { saying } from '../../../support/consent/answered.mts';
import { hashes, mapped, people, sha256, useMemberBench } from '../../support/members.mts';

/** Who has said no in any column, in any language, is sent by nothing the form says. */

const bench = useMemberBench();
const { change, emails, uploads } = bench;
const seeded = hashes('reader', 2_500);
const added = (): string[] => emails().filter((hash) => !seeded.includes(hash));
const of = (...names: string[]): string[] => names.map((name) => sha256(`${name}@example.com`)).sort();
const asked = { consent: 'column' };
const optIn = (columns: string, words = ''): IDataObject => saying({ columns, says: 'optIn', words });
const optOut = (columns: string, words = ''): IDataObject => saying({ columns, says: 'optOut', words });
const nothing = (columns: string): IDataObject => saying({ columns, says: 'nothing' });
const NO_COLUMN = 'Consent is set to “Only People With Opt-In”, and no consent column was found';

describe('several consent columns', () => {
	const cases: Array<[string, IDataObject]> = [
		['no to ads', { email_consent: 'yes', ads_consent: 'no' }],
		['taken back', { 'Opt-in': 'yes', 'Marketing Consent': 'withdrawn' }],
		['blank in one', { optin: 'yes', consent: '' }],
		['a no before a yes', { consent: 'no', optin: 'yes' }],
	];
	it.each(cases)('%s: not sent', async (_title, said) => {
		const { rows } = await change(
			'add',
			[
				{ email: 'a@example.com', ...said },
				{ email: 'b@example.com', ...Object.fromEntries(Object.keys(said).map((name) => [name, 'yes'])) },
			],
			asked,
		);
		expect([added(), rows[0].noConsent]).toEqual([of('b'), 1]);
	});
});

describe('an opt-out column', () => {
	const left: unknown[] = ['true', 'Ja', 1, '2026-03-04', true, 'unsubscribed', 'Opted out', 'withdrawn'];

	it('keeps out who has left, whatever a consent column or the form says', async () => {
		for (const consent of ['column', 'everybody']) {
			const { rows } = await change(
				'add',
				[...left, '', 'no', null].map((Unsubscribed, index) => ({
					email: `${consent}${index}@example.com`,
					consent: 'yes',
					Unsubscribed: Unsubscribed as string,
				})),
				{ consent },
			);
			expect(rows[0]).toMatchObject({ usable: 3, noConsent: left.length });
		}
		expect(added()).toHaveLength(6);
	});

	it('is no consent by itself', async () => {
		const { error } = await change('add', people('a', 2, { HasOptedOutOfEmail: 'no' }), asked);
		expect(error?.message).toBe(NO_COLUMN);
		expect(uploads()).toEqual([]);
	});
});

describe('Everyone Except Opt-Outs with a consent column', () => {
	it('leaves out who says no there, or nothing that is a yes, and says so; a blank is covered', async () => {
		const said = ['yes', '', null, 'no', 'Nein', 'withdrawn', 'maybe', false];
		const { rows, hints } = await change(
			'add',
			said.map((Einwilligung, index) => ({ email: `p${index}@example.com`, Einwilligung })),
		);
		expect(added()).toEqual(of('p0', 'p1', 'p2'));
		expect(rows[0]).toMatchObject({ usable: 3, noConsent: 5 });
		expect(hints.map(({ message }) => message).join()).toContain(
			'Consent: 3 people sent, 4 opted out (Einwilligung: no 1, nein 1, withdrawn 1, false 1), 1 unclear (Einwilligung: maybe 1).',
		);
	});

	it('is refused by name where a word is not understood', async () => {
		const { error } = await change('add', [
			...people('a', 2, { consent: 'weekly' }),
			...people('b', 5, { consent: 'ja' }),
		]);
		expect(error?.message).toBe(
			'What Columns Say does not say what these words mean, and this step does not know them: consent: “weekly” (2)',
		);
		expect(uploads()).toEqual([]);
	});

	it('never stands in the way of leaving', async () => {
		const { rows } = await change('remove', [{ email: 'reader2@example.com', consent: 'no' }]);
		expect(rows[0]).toMatchObject({ usable: 1, noConsent: 0 });
	});
});

describe('a no in an item whose form cannot be read, in the mode that goes on', () => {
	const landed = { ...asked, defaultCountry: '={{ $json.land }}' };
	const goesOn = { onError: 'continueRegularOutput' } as const;
	const no = { consent: 'no', land: 'Atlantis' };
	const yes = { consent: 'yes', land: 'DE' };

	it.each([
		['automatically', {}],
		['by hand', { columns: mapped({ email: '={{ $json.email }}', consent: '={{ $json.consent }}' }) }],
	])('keeps the person out of another row as well, mapped %s', async (_title, columns) => {
		const items = [
			{ email: 'a@example.com', ...no },
			{ email: 'A@example.com', ...yes },
			{ email: 'b@example.com', ...yes },
		];
		const { rows } = await change('add', items, { ...landed, ...columns }, goesOn);
		expect(added()).toEqual(of('b'));
		expect(rows).toContainEqual(expect.objectContaining({ usable: 1, noConsent: 1 }));
	});

	it('takes a yes in it for nothing, and nobody by a national number whose country nobody knows', async () => {
		const items = [
			{ phone: '0171 5550123', ...no },
			{ phone: '0171 5550123', email: 'b@example.com', ...yes },
			{ phone: '0171 5550124', email: 'c@example.com', consent: 'yes', land: 'US' },
			{ email: 'd@example.com', consent: 'yes', land: 'Atlantis' },
		];
		await change('add', items, landed, goesOn);
		expect(added()).toEqual(of('b', 'c'));
	});
});

it('a no is also one of the number that stands with its address elsewhere', async () => {
	const items = [
		{ email: 'z@example.com', phone: '+491715550123' },
		{ email: 'a@example.com', phone: '+49 171 5550123' },
		{ email: 'A@example.com', 'Opt-Out': 'yes' },
		{ email: 'b@example.com', phone: '+491715550124' },
	];
	const { rows } = await change('add', items);
	expect(added()).toEqual(of('b'));
	expect(rows[0]).toMatchObject({ usable: 1, noConsent: 3 });
});

describe('the words for yes', () => {
	it('are understood in eight languages where the field is left as it is', async () => {
		const said = ['ja', 'Oui', 'sí', 'Sì', 'sim', 'JA ', 'tak', 'wahr', 'nein', 'non', 'não', 'nee', 'nie'];
		const { rows } = await change(
			'add',
			said.map((consent, index) => ({ email: `p${index}@example.com`, consent })),
			asked,
		);
		expect(added()).toEqual(of('p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'));
		expect(rows[0]).toMatchObject({ usable: 8, noConsent: 5 });
	});

	it('count beside those that the form lists; what is in neither is no yes', async () => {
		await change(
			'add',
			[
				{ email: 'a@example.com', consent: 'ja' },
				{ email: 'b@example.com', consent: 'double' },
				{ email: 'c@example.com', consent: 'single' },
			],
			{ ...asked, ...optIn('consent', 'double') },
		);
		expect(added()).toEqual(of('a', 'b'));
	});

	it.each(['add', 'replace', 'sync'] as const)(
		'%s: words that are not understood are listed once, before anybody is sent',
		async (operation) => {
			const items = [
				...people('a', 3, { consent: 'weekly' }),
				...people('b', 2, { consent: 'on request' }),
				...people('c', 4, { consent: '' }),
				...people('d', 4, { consent: 'yes' }),
			];
			const { error } = await change(operation, items, asked);
			expect(error?.message).toContain('consent: “weekly” (3), “on request” (2)');
			expect(error?.description).toContain('Nobody was sent');
			expect(uploads()).toEqual([]);
		},
	);

	it('one clear no is an answer', async () => {
		const { rows, error } = await change('add', [{ email: 'a@example.com', consent: 'no' }], asked);
		expect([error, rows[0].noConsent]).toEqual([undefined, 1]);
	});
});

describe('a number that several people share', () => {
	const firm = (count: number): IDataObject[] =>
		people('clerk', count, { phone: '+493012345678' }).map((item, index) => ({
			...item,
			consent: index === 0 ? 'no' : 'yes',
		}));

	it('does not make one no everybody’s, and takes nobody else out; a note counts them', async () => {
		const { rows, hints } = await change('add', firm(100), { ...asked, options: { removeWithoutConsent: true } });
		expect(rows[0]).toMatchObject({ usable: 99, noConsent: 1, removedWithoutConsent: 1 });
		expect(added()).toEqual(hashes('clerk', 100).filter((hash) => hash !== sha256('clerk1@example.com')));
		expect(JSON.stringify(uploads())).not.toContain(sha256('493012345678'));
		expect(hints.map(({ message }) => message).join()).toContain(
			'100 contacts have a phone, an email or an ID in common',
		);
	});
});

describe('the column that is named for consent', () => {
	const named = (column: string): IDataObject => ({ ...asked, ...optIn(column) });

	it('counts, whatever it is called and wherever it stands; blanks in the others are covered', async () => {
		const items = ['yes', 'no', '', undefined].map((ads, index) => ({
			email: `p${index}@example.com`,
			'gdpr.ads': ads ?? null,
			extra: { gdpr: { value: ads } },
			consent: '',
		}));
		for (const column of ['gdpr.ads', 'extra.gdpr']) {
			const { rows } = await change('add', items, named(column));
			expect(rows[0]).toMatchObject({
				usable: 1,
				noConsent: 3,
				recognisedColumns: expect.stringContaining(`${column} → Consent`) as string,
			});
		}
		expect(added()).toEqual(of('p0'));
	});

	it('is heard together with a no of another one, which is named', async () => {
		const { rows, hints } = await change(
			'add',
			[
				{ email: 'a@example.com', ads: 'yes', consent: 'no' },
				{ email: 'b@example.com', ads: 'yes', consent: 'newsletter' },
				{ email: 'c@example.com', ads: 'yes', consent: 'yes', Unsubscribed: 'yes' },
				{ email: 'd@example.com', ads: 'no', consent: 'yes' },
			],
			named('ads'),
		);
		expect([added(), rows[0].noConsent]).toEqual([of('b'), 3]);
		expect(hints.map(({ message }) => message).join()).toContain(
			'Consent: 1 person sent, 3 opted out (consent: no 1; Unsubscribed: yes 1; ads: no 1).',
		);
	});

	it.each([
		['gdpr', /^What Columns Say names a column that no row has$/],
		['Unsubscribed', /^What Columns Say calls an opt-out column an opt-in$/],
	])('%s is refused', async (column, message) => {
		const items = people('a', 2, { consent: 'yes', Unsubscribed: 'yes' });
		expect((await change('add', items, named(column))).error?.message).toMatch(message);
		expect(uploads()).toEqual([]);
	});

	it('is asked for by what it says: one of which nothing is understood is refused', async () => {
		const { error } = await change('add', people('a', 2, { status: 'working', consent: 'yes' }), named('status'));
		expect(error?.message).toContain('status: “working” (2)');
	});
});

describe('the column that is named for opt-outs', () => {
	const named = (column: string): IDataObject => ({ consent: 'everybody', ...optOut(column) });

	it('leaves out who has a yes, a mark or a day in it, by any name and at any depth', async () => {
		const cells: unknown[] = ['yes', 'x', true, 1, '2026-01-02', 'abgemeldet', '', 'no', false, undefined];
		const items = cells.map((cell, index) => ({
			...{ email: `p${index}@example.com`, 'Kein Brief': (cell ?? null) as string, extra: { brief: { value: cell } } },
		})) as IDataObject[];
		for (const [column, other] of [
			['Kein Brief', 'extra.brief'],
			['extra.brief', 'Kein Brief'],
		] as const) {
			const said = saying({ columns: column, says: 'optOut' }, { columns: other, says: 'nothing' });
			const { rows } = await change('sync', items, { ...said, minimumRows: '0', keepAtLeast: '0' });
			expect(rows[0]).toMatchObject({
				usable: 4,
				noConsent: 6,
				recognisedColumns: expect.stringContaining(`${column} → `) as string,
			});
		}
	});

	it('is heard together with a no of another one', async () => {
		const { rows } = await change(
			'add',
			[
				{ email: 'a@example.com', brief: 'yes' },
				{ email: 'b@example.com', brief: 'no' },
				{ email: 'c@example.com', brief: 'no', Unsubscribed: 'yes' },
				{ email: 'd@example.com', brief: '', newsletter: 'no' },
			],
			named('brief'),
		);
		expect([added(), rows[0].noConsent]).toEqual([of('b'), 3]);
	});

	it('leaves out both where its own name speaks of agreeing: a no, and a yes', async () => {
		const items = ['yes', 'no'].map((newsletter, index) => ({ email: `p${index}@example.com`, newsletter }));
		const { rows, error } = await change('add', items, named('newsletter'));
		expect(rows[0]?.usable ?? error?.message).not.toBe(1);
		expect(added()).toEqual([]);
	});

	it.each([
		['brif', /^What Columns Say names a column that no row has$/],
		['constructor.name', /^What Columns Say names a column that no row has$/],
		['={{ $json.email }}', /^What Columns Say names a column that no row has$/],
		['Consent', /^What Columns Say calls an opt-in column an opt-out$/],
	])('%s is refused, and nobody is sent', async (column, message) => {
		const items = people('a', 2, { brief: 'yes', Consent: 'yes' });
		for (const action of ['add', 'replace', 'sync'] as const) {
			const { error } = await change(action, items, named(column));
			expect(error?.message).toMatch(message);
			expect(error?.description).not.toContain('@');
		}
		expect(uploads()).toEqual([]);
	});

	it('asks for words that it does not know', async () => {
		const items = people('a', 2, { brief: 'perhaps not' });
		expect((await change('add', items, named('brief'))).error?.message).toContain('brief: “perhaps not” (2)');
		const { rows } = await change('add', items, { consent: 'everybody', ...optOut('brief', 'perhaps not') });
		expect(rows[0].noConsent).toBe(2);
	});

	it('leaves people out as well where the form asks for a yes', async () => {
		const items = people('a', 2, { brief: 'yes', consent: 'yes' });
		const { rows } = await change('add', [...items, ...people('b', 1, { consent: 'yes' })], {
			...named('brief'),
			...asked,
		});
		expect(rows[0]).toMatchObject({ usable: 1, optedOut: 2 });
	});
});

describe('columns mapped by hand', () => {
	const items: IDataObject[] = [
		{ mail: 'a@example.com', ads: 'yes', Einwilligung: 'no' },
		{ mail: 'b@example.com', ads: 'yes', Einwilligung: 'ja' },
		{ mail: 'c@example.com', ads: 'yes', Unsubscribed: '2026-01-02' },
	];
	const byHand = (value: IDataObject): IDataObject => ({ columns: mapped({ email: '={{ $json.mail }}', ...value }) });

	it('a consent column that is not mapped still says no, and is named', async () => {
		const ofAds = nothing('ads');
		const blank = saying({ columns: 'Einwilligung', says: 'optInOrBlank' }, { columns: 'ads', says: 'nothing' });
		expect((await change('add', items, { ...byHand({}), ...ofAds })).error?.message).toContain('what a blank means');
		for (const parameters of [
			{ ...byHand({}), ...blank },
			{ ...byHand({ consent: '={{ $json.ads }}' }), ...asked },
		]) {
			const { rows, hints } = await change('add', items, parameters);
			expect([added(), rows[0].noConsent]).toEqual([of('b'), 2]);
			expect(hints.map(({ message }) => message).join()).toContain(
				'2 opted out (Einwilligung: no 1; Unsubscribed: a day 1)',
			);
		}
	});

	it('a column that is named counts, and what is mapped can still say no', async () => {
		const { rows } = await change('add', [...items, { mail: 'd@example.com', ads: 'no' }], {
			...byHand({}),
			...asked,
			...optIn('ads'),
		});
		expect([added(), rows[0].noConsent]).toEqual([of('b'), 3]);
	});

	it('a consent column that is made of another one is taken as it is made', async () => {
		const made = byHand({ consent: "={{ $json.Einwilligung === 'double' ? 'yes' : 'no' }}" });
		const items = [{ mail: 'a@example.com', Einwilligung: 'double' }];
		expect((await change('add', items, { ...made, ...asked })).error?.message).toContain('Einwilligung: “double” (1)');
		const { rows } = await change('add', items, { ...made, ...asked, ...optIn('Einwilligung', 'double') });
		expect(rows[0].usable).toBe(1);
	});
});

describe('what the form says of words that are in no table', () => {
	const items: IDataObject[] = ['weekly', 'daily', 'Never again', 'ja'].map((newsletter, index) => ({
		email: `p${index}@example.com`,
		newsletter,
	}));

	it('is asked for, and counts by column; of a list, all that is not in it is no yes', async () => {
		const { error } = await change('add', items);
		expect(error?.message).toMatch(/: newsletter: “weekly” \(1\), “daily” \(1\), “Never again” \(1\)$/);
		const { rows } = await change('add', items, optIn('Newsletter', 'weekly, Daily, ja'));
		expect([added(), rows[0]]).toEqual([
			of('p0', 'p1', 'p3'),
			expect.objectContaining({ unclearConsent: 1, unclearBy: 'newsletter: never again 1' }),
		]);
	});

	it('nothing: the whole column is not heard', async () => {
		const { rows } = await change(
			'add',
			[...items, { email: 'p4@example.com', newsletter: 'no' }],
			nothing('newsletter'),
		);
		expect(rows[0]).toMatchObject({ usable: 5, optedOut: 0 });
	});

	it('a clear no stays one, whatever words mean yes', async () => {
		const { rows } = await change('add', [{ email: 'p@example.com', newsletter: 'no' }], optIn('newsletter', 'weekly'));
		expect(rows[0]).toMatchObject({ usable: 0, optedOut: 1 });
	});

	it('a person’s text is not shown', async () => {
		const named = [
			{ email: 'mia@example.com', 'First Name': 'Mia', consent: 'Mia' },
			{ email: 'b@example.com', consent: 'b@example.com' },
		];
		const { error } = await change('add', named);
		expect(error?.message).toMatch(/consent: other texts \(2\)$/);
	});
});

describe('a no in another row of the run', () => {
	const list = { __rl: true, mode: 'id', value: '={{ $json.list }}' };
	const { usdNewsletter, usdEmpty } = AUDIENCES;

	it.each([
		[usdNewsletter, usdEmpty],
		[usdEmpty, usdNewsletter],
	])('counts for every list, in whichever order they come', async (first, second) => {
		const items = [
			{ email: 'a@example.com', list: first, Unsubscribed: 'yes' },
			{ email: 'A@example.com', list: second },
			{ email: 'b@example.com', list: second },
			// Who has said nothing is no no.
			{ email: 'b@example.com', list: first, consent: 'maybe' },
		];
		const { rows } = await change('add', items, { audience: list });
		expect(emails(first).concat(emails(second))).not.toContain(sha256('a@example.com'));
		expect(emails(second)).toContain(sha256('b@example.com'));
		expect(rows.map(({ usable, noConsent }) => [usable, noConsent])).toEqual([
			[0, 2],
			[1, 1],
		]);
	});

	it('that recognizes nobody brings a note', async () => {
		const items = [
			{ phone: '0170 1234567', Unsubscribed: 'yes' },
			{ email: 'a@example.com', phone: '+49 170 1234567' },
		];
		const { rows } = await change('add', items);
		expect(rows[0].notes).toContain('1 opted-out person has no email, phone or ID that can be used.');
		expect((await change('add', [{ phone: '0170 1234567' }, ...people('a', 1)])).rows[0].notes).not.toContain(
			'opted-out',
		);
	});

	it('is heard with a remark behind the address, or a name before it', async () => {
		for (const email of ['a@example.com (privat)', 'Ada Oak <a@example.com>', '"Oak, Ada" <a@example.com>'])
			await change('add', [{ email, Unsubscribed: 'yes' }, ...people('b', 1), { email: 'a@example.com' }]);
		expect(added()).toEqual(of('b1'));
	});
});

describe('numbers of people', () => {
	const items: IDataObject[] = [
		{ email: 'a@example.com', consent: 'yes' },
		{ email: 'A@example.com ', consent: 'no' },
		...['b', 'b', 'b'].map((name) => ({ email: `${name}@example.com`, consent: 'yes' })),
		{ email: 'b@example.com', phone: '+491715550123', consent: 'yes' },
		{ email: 'b@example.com', phone: '+491715550124', consent: 'yes' },
		...['no', 'no', 'maybe'].map((consent) => ({ email: 'c@example.com', consent })),
		...['maybe', 'yes'].map((consent) => ({ email: 'd@example.com', consent })),
	];

	it.each(['add', 'sync', 'replace'] as const)('%s: who is in several rows counts once', async (operation) => {
		const { rows, hints } = await change(operation, items);
		expect(rows[0]).toMatchObject({ consented: 1, optedOut: 2, unclearConsent: 1, noConsent: 7 });
		expect(rows[0]).toMatchObject({ optedOutBy: 'consent: no 2', unclearBy: 'consent: maybe 1' });
		const notes = hints.map(({ message }) => message).join();
		expect(notes).toContain('Consent: 1 person sent, 2 opted out (consent: no 2), 1 unclear (consent: maybe 1).');
		if (operation === 'add') expect(notes).toContain('3 people without consent were left out');
	});
});
