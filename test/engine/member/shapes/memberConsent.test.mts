import type { IDataObject } from 'n8n-workflow';

import { hashes, mapped, people, sha256, useMemberBench } from '../../support/members.mts';

/** Who has said no in any column, in any language, is sent by nothing the form says. */

const bench = useMemberBench();
const { change, emails, uploads } = bench;
const seeded = hashes('reader', 2_500);
const added = (): string[] => emails().filter((hash) => !seeded.includes(hash));
const of = (...names: string[]): string[] => names.map((name) => sha256(`${name}@example.com`)).sort();
const asked = { consent: 'column' };

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
		expect(error?.message).toBe('Contact Columns have no consent column');
		expect(uploads()).toEqual([]);
	});
});

describe('Everybody Has Consented beside a consent column', () => {
	it('leaves out who says no there, or nothing that is a yes, and says so; a blank is covered', async () => {
		const said = ['yes', '', null, 'no', 'Nein', 'withdrawn', 'maybe', false];
		const { rows, hints } = await change(
			'add',
			said.map((Einwilligung, index) => ({ email: `p${index}@example.com`, Einwilligung })),
		);
		expect(added()).toEqual(of('p0', 'p1', 'p2'));
		expect(rows[0]).toMatchObject({ usable: 3, noConsent: 5 });
		expect(hints.map(({ message }) => message).join()).toContain(
			'5 people were left out although the form or another column says that they agreed: Einwilligung holds an opt-out',
		);
	});

	it('is refused by name where nothing in the column is understood', async () => {
		const { error } = await change('add', people('a', 2, { consent: 'Zgadzam' }));
		expect(error?.message).toBe(
			'Consent is set to “Everybody Has Consented, Except Opt-Outs”, but all 2 values in the consent column mean neither yes nor no',
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

	it('are the form’s alone where it lists others', async () => {
		await change(
			'add',
			[
				{ email: 'a@example.com', consent: 'ja' },
				{ email: 'b@example.com', consent: 'double' },
			],
			{ ...asked, consentValues: 'double' },
		);
		expect(added()).toEqual(of('b'));
	});

	it.each(['add', 'replace'] as const)(
		'%s: a column of which nothing is understood is refused by name, its values counted and not shown',
		async (operation) => {
			const items = [
				...people('a', 3, { consent: 'Zgadzam' }),
				...people('b', 2, { consent: 'Zgadzam total' }),
				...people('c', 4, { consent: '' }),
			];
			const { error } = await change(operation, items, asked);
			expect(error?.message).toBe(
				'Values That Mean Yes is a list by which all 5 values in the consent column mean neither yes nor no',
			);
			expect(error?.description).toContain('Nobody was sent');
			expect(`${error?.message} ${error?.description}`).not.toContain('Zgadzam');
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
			'100 contacts have a number, an address or an ID that several',
		);
	});
});

describe('the column that is named for consent', () => {
	const named = (consentColumn: string): IDataObject => ({ ...asked, consentColumn });

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
				recognisedColumns: `email → Email, consent → Consent, ${column} → Consent`,
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
			'2 people were left out although the form or another column says that they agreed: consent, Unsubscribed hold an opt-out',
		);
	});

	it.each([
		['gdpr', /^Consent Column names a column that no contact has$/],
		['Unsubscribed', /^Consent Column names an opt-out column$/],
	])('%s is refused', async (column, message) => {
		const items = people('a', 2, { consent: 'yes', Unsubscribed: 'yes' });
		expect((await change('add', items, named(column))).error?.message).toMatch(message);
		expect(uploads()).toEqual([]);
	});

	it('is asked for by what it says: one of which nothing is understood is refused', async () => {
		const { error } = await change('add', people('a', 2, { status: 'active', consent: 'yes' }), named('status'));
		expect(error?.message).toContain('all 2 values in the consent column mean neither yes nor no');
		expect(error?.description).toContain('“status”');
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
		for (const parameters of [byHand({}), { ...byHand({ consent: '={{ $json.ads }}' }), ...asked }]) {
			const { rows, hints } = await change('add', items, parameters);
			expect([added(), rows[0].noConsent]).toEqual([of('b'), 2]);
			expect(hints.map(({ message }) => message).join()).toContain('Einwilligung, Unsubscribed hold an opt-out');
		}
	});

	it('a column that is named counts, and what is mapped can still say no', async () => {
		const { rows } = await change('add', [...items, { mail: 'd@example.com', ads: 'no' }], {
			...byHand({}),
			...asked,
			consentColumn: 'ads',
		});
		expect([added(), rows[0].noConsent]).toEqual([of('b'), 3]);
	});

	it('a consent column that is made of another one is taken as it is made', async () => {
		const made = byHand({ consent: "={{ $json.Einwilligung === 'double' ? 'yes' : 'no' }}" });
		const { rows } = await change('add', [{ mail: 'a@example.com', Einwilligung: 'double' }], { ...made, ...asked });
		expect(rows[0].usable).toBe(1);
	});
});

it('one of two consent columns in another language that nobody has listed is refused by its name', async () => {
	const items = people('a', 2, { Einwilligung: 'ja', zgoda: 'Zgadzam się' });
	const { error } = await change('add', items, asked);
	expect(error?.description).toContain('“zgoda”');
	expect(uploads()).toEqual([]);
});
