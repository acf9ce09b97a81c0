import type { IDataObject } from 'n8n-workflow';

import { saying } from '../../../support/consent/answered.mts';
import { hashes, people, sha256, useMemberBench } from '../../support/members.mts';

/** Sheets that people keep by hand, wide ones and long ones: whoever said no in any of them is not sent. */

const bench = useMemberBench();
const { change, emails, uploads } = bench;
const seeded = new Set(hashes('reader', 2_500));
const added = (): string[] => emails().filter((hash) => !seeded.has(hash));
const of = (...names: string[]): string[] => names.map((name) => sha256(`${name}@example.com`)).sort();
const asked = { consent: 'column' };
const rows = (said: readonly unknown[], column = 'Newsletter', more: IDataObject = {}): IDataObject[] =>
	said.map((one, index) => ({ email: `p${index}@example.com`, [column]: one as string, ...more }));

describe('a consent column', () => {
	it('that changes its words in the middle: yes and no are heard before and after', async () => {
		const said = ['yes', 'no', 'TRUE', 'FALSE', 'subscribed', 'unsubscribed', 1, 0, 'x', 'opted out', '2026-01-02'];
		const { error } = await change('add', rows(said), asked);
		expect(error?.message).toMatch(/: Newsletter: a day or a number \(1\)$/);
		expect(uploads()).toEqual([]);
		await change('add', rows(said.slice(0, -1)), asked);
		expect(added()).toEqual(of('p0', 'p2', 'p4', 'p6', 'p8'));
	});

	it('in two languages at once', async () => {
		const { rows: told } = await change(
			'add',
			rows(['ja', 'yes', 'nein', 'no', 'oui', 'non', 'Abgemeldet', 'opt-in']),
			asked,
		);
		expect(added()).toEqual(of('p0', 'p1', 'p4', 'p7'));
		expect(told[0]).toMatchObject({ consented: 4, optedOut: 4, unclearConsent: 0 });
	});

	const boxes = (says: 'optIn' | 'optInOrBlank'): IDataObject => saying({ columns: 'Marketing consent', says });

	it('that is a checkbox, empty where nobody ticked it: what a blank means is asked once', async () => {
		const { error } = await change('add', rows([true, '', null, undefined], 'Marketing consent'));
		expect(error?.message).toBe(
			'What Columns Say does not say what a blank means: Marketing consent: yes (1), blank (3)',
		);
		expect(error?.description).toContain('If a blank means no, add the column as Opt-In.');
		expect(uploads()).toEqual([]);
	});

	it.each([
		['Only People With Opt-In', asked, 1, ''],
		['blank means no', boxes('optIn'), 1, '3 unclear (Marketing consent: blank 3)'],
		['blank is fine', boxes('optInOrBlank'), 4, ''],
	])('that is a checkbox, empty where nobody ticked it: %s', async (_title, parameters, sent, note) => {
		const said = [true, '', null, undefined];
		const { rows: told, hints } = await change('add', rows(said, 'Marketing consent'), parameters);
		expect([told[0].usable, added()]).toEqual([sent, of(...Array.from({ length: sent }, (_, index) => `p${index}`))]);
		expect(hints.map(({ message }) => message).join()).toContain(note);
	});

	it('that names channels: the email’s is asked', async () => {
		const said = ['Email, SMS', 'SMS', 'email', 'Phone; Post', 'email;phone'];
		await change('add', rows(said, 'Marketing consent channels'), asked);
		expect(added()).toEqual(of('p0', 'p2', 'p4'));
	});

	it('next to one for each other channel: a no to SMS is no no to email', async () => {
		const items = [
			{ email: 'a@example.com', 'Email consent': 'yes', 'SMS consent': 'no' },
			{ email: 'b@example.com', 'Email consent': 'no', 'SMS consent': 'yes' },
		];
		const { rows: told } = await change('add', items, asked);
		expect([added(), told[0].optedOut]).toEqual([of('a'), 1]);
	});
});

describe('somebody who is called like a word of consent', () => {
	const names = ['Yes', 'No', 'Ja', 'Nein', 'True', 'Active'];

	it('is sent by what the consent column says, and not by the name', async () => {
		const items = names.map((name, index) => ({
			email: `p${index}@example.com`,
			first_name: name,
			Nachname: name,
			consent: index % 2 === 0 ? 'yes' : 'no',
		}));
		await change('add', items, asked);
		expect(added()).toEqual(of('p0', 'p2', 'p4'));
	});

	it('has no consent by the name alone', async () => {
		const { error } = await change('add', [{ email: 'a@example.com', first_name: 'Yes' }], asked);
		expect(error?.message).toBe('Consent is set to “Only People With Opt-In”, and no consent column was found');
	});
});

it('one row with 200 columns: the no in the last one counts, and nothing of the others is repeated', async () => {
	const wide = (last: string): IDataObject => ({
		...Object.fromEntries(
			Array.from({ length: 197 }, (_, index) => [`Field ${index}`, `okapi ${index} ${'x'.repeat(300)}`]),
		),
		email: `${last}@example.com`,
		consent: 'yes',
		'Email Opt Out': last,
	});
	const result = await change('add', [wide('yes'), wide('no')], asked);
	expect([added(), result.rows[0].optedOut]).toEqual([of('no'), 1]);
	expect(JSON.stringify([result.rows, result.hints])).not.toContain('okapi');
});

describe('100,000 rows with 60 kinds of words', () => {
	const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
	const words = Array.from(
		{ length: 60 },
		(_, index) => `kind ${LETTERS[index % 26]}${LETTERS[Math.floor(index / 26)]}`,
	);
	const items = people('many', 100_000).map((item, index) => ({ ...item, newsletter: words[index % words.length] }));

	it('are refused once, in few words, and nobody is sent', async () => {
		const before = process.memoryUsage().heapUsed;
		const began = performance.now();
		const { error } = await change('sync', items, { ...asked, minimumRows: 0 });
		const [seconds, megabytes] = [
			(performance.now() - began) / 1000,
			(process.memoryUsage().heapUsed - before) / 2 ** 20,
		];
		process.stdout.write(`100,000 rows, 60 words: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB more\n`);
		expect(error?.message).toMatch(/newsletter: many different texts$/);
		expect(`${error?.message}`.length).toBeLessThan(1_000);
		expect(uploads()).toEqual([]);
		expect(seconds).toBeLessThan(60);
		expect(megabytes).toBeLessThan(500);
	}, 120_000);

	it('and go where the form says what they mean', async () => {
		const yes = words.filter((_, index) => index % 2 === 0).join(', ');
		const said = saying({ columns: 'newsletter', says: 'optIn', words: yes });
		const { rows: told, error } = await change('add', items, { ...asked, ...said });
		expect(error).toBeUndefined();
		expect(told[0]).toMatchObject({ consented: 50_000, unclearConsent: 50_000, usable: 50_000 });
		expect(String(told[0].unclearBy).length).toBeLessThan(300);
	}, 120_000);
});
