import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { answered, saying } from '../../../support/consent/answered.mts';
import { hashes, mapped, sha256, useMemberBench } from '../../support/members.mts';

/** Columns that speak of consent, and a yes there gives none, as people and tools name them in several languages. */

const bench = useMemberBench();
const { change, emails } = bench;
const seeded = hashes('reader', 2_500);
const added = (): string[] => emails().filter((hash) => !seeded.includes(hash));

const lines = (table: string): string[] =>
	table
		.trim()
		.split(/[|\n]/)
		.map((name) => name.trim());

/** A yes there is a no. */
const refusals = lines(`
	No consent|no_consent|noConsent|Consent refused|consent_denied|Consent expired|Consent not given|Opt-in declined|Not opted in|optin_failed
	Permission denied|No marketing permission|Stop emails|GDPR deleted|gdpr_anonymized|Right to be forgotten|Erasure requested
	Keine Einwilligung|Einwilligung verweigert|Einwilligung fehlt|Newsletter unerwünscht|Newsletter nein|DSGVO gelöscht|Kontaktsperre|Robinson
	Sans consentement|Consentement retiré|Pas de newsletter|Ne plus contacter|RGPD effacement|Stop pub
	Sin consentimiento|Consentimiento denegado|No molestar|Senza consenso|Consenso negato|Non disturbare
	Geen toestemming|Toestemming ingetrokken|Brak zgody|Zgoda cofnięta|Sem consentimento|Não contactar
	Please do not send me marketing|I do not want to receive emails|I don't want to receive the newsletter|Ich möchte keine Werbung erhalten
	Je ne souhaite pas recevoir la newsletter|No deseo recibir comunicaciones|Non desidero ricevere la newsletter|Ik wil geen nieuwsbrief
	Tick if you do NOT wish to hear from us
	Inget samtycke|Samtykke trukket tilbake|Ei suostumusta|Ｏｐｔ ｏｕｔ
`);

/** A yes there is to something else. */
const events = lines(`
	Newsletter sent|newsletter_opened|newsletterReceived|Consent requested|Double opt-in sent|Newsletter verschickt|Consentement demandé
	GDPR applies|is_gdpr|gdpr_region|DSGVO relevant
`);

/** A yes there is a consent, with any words around it. */
const agreements = lines(`
	Newsletter (yes/no)|Newsletter ja/nein|Opt-In Y/N|Consent (oui / non)|Newsletter sí/no|November newsletter|Non-EU consent|GDPR OK|gdpr_ads
	Möchten Sie unseren Newsletter erhalten?|Souhaitez-vous recevoir nos offres ?|Can we contact you about offers?|Vuoi ricevere la newsletter?
	DSGVO akzeptiert|RGPD accepté|Consent given|newsletter_confirmed
`);

const nameless = (name: string, index: number, said: unknown): IDataObject => ({
	email: `p${index}@example.com`,
	[name]: said as string,
});
const telling = (names: readonly string[], said: unknown): IDataObject[] =>
	names.map((name, index) => nameless(name, index, said));
const sent = (names: readonly string[]): string[] => {
	const list = new Set(added());
	return names.filter((_, index) => list.has(sha256(`p${index}@example.com`)));
};
const agreed = { email: 'agreed@example.com', Consent: 'yes' };
/** The same table has both columns. */
const left = (name: string, said: unknown): IDataObject => ({ ...nameless(name, 1, said), Consent: 'yes' });

describe('only people with opt-in', () => {
	it.each([
		['a refusal', refusals],
		['an event', events],
	])('a yes to %s is no consent', async (_title, names) => {
		await change('add', [...telling(names, 'yes'), agreed], { consent: 'column' });
		expect(sent(names)).toEqual([]);
		expect(added()).toEqual([sha256('agreed@example.com')]);
	});

	it('a yes to an agreement is one', async () => {
		// Each in a table of its own: a row that lacks a consent column of others has not said yes.
		for (const [at, row] of telling(agreements, 'yes').entries())
			await change('add', [row, { email: `blank${at}@example.com` }], { consent: 'column' });
		expect(sent(agreements)).toEqual(agreements);
		expect(added()).toHaveLength(agreements.length);
	});

	it('a run whose only such column tells of something else has no consent column', async () => {
		const { error } = await change('add', [nameless('Newsletter sent', 1, 'yes')], { consent: 'column' });
		expect(error?.message).toBe('Consent is set to “Only People With Opt-In”, and no consent column was found');
	});
});

describe('everyone except opt-outs', () => {
	it('a yes to a refusal leaves the person out, and a no does not', async () => {
		await change('add', telling(refusals, 'x'));
		expect(sent(refusals)).toEqual([]);
		await change('add', telling(refusals, ''));
		expect(sent(refusals)).toEqual(refusals);
	});

	it('a no to an event still leaves the person out', async () => {
		await change('add', telling(events, 'no'));
		expect(sent(events)).toEqual([]);
	});

	const said: Array<[string, IDataObject]> = [
		['a status with a remark', { status: 'Unsubscribed (bounced)' }],
		['a status with what nobody sees', { status: 'Unsub\u00adscribed\u200b' }],
		['a tag with a remark among others', { tags: 'VIP, opt-out newsletter' }],
		['DNC among other tags', { tags: 'VIP; DNC' }],
		['Google’s consent mode', { consent_mode: { ad_user_data: 'denied' } }],
		['data that may not be shared', { third_party_sharing: 'no' }],
		['a day with slashes', { Unsubscribed: '2026/03/12' }],
	];
	it.each(said)('%s is a no', async (_title, more) => {
		const items = [
			{ email: 'no@example.com', ...more },
			{ email: 'yes@example.com', status: 'lead', tags: 'VIP, sms opt-out' },
		];
		const { rows } = await change('add', items, saying(...answered(items, ['lead', 'VIP', 'sms opt-out'])));
		expect(rows[0]).toMatchObject({ usable: 1, noConsent: 1, optedOut: 1 });
		expect(added()).toEqual([sha256('yes@example.com')]);
	});

	it('a cross in a column of opt-outs is asked for: many tick with it', async () => {
		const { error } = await change('add', [{ email: 'a@example.com', Unsubscribed: '❌' }]);
		expect(error?.message).toContain('What Columns Say does not say what these words mean');
		expect(added()).toEqual([]);
	});
});

describe('values that are no JSON, as databases give them', () => {
	const day = new Date('2026-03-04T10:00:00Z');
	const leftAt: Array<[string, unknown]> = [
		['a day', day],
		['a day of luxon', DateTime.fromJSDate(day)],
		['a list with a day', [day]],
		['a wrapped day', { value: day }],
		['a bit', Buffer.from([1])],
		['a bit as n8n stores it', { type: 'Buffer', data: [1] }],
		['bytes', Buffer.from('yes')],
		['a large number', 1n],
		['a time of Firestore', { _seconds: 1_772_000_000, _nanoseconds: 0 }],
	];
	const columns = ['unsubscribed_at', 'Unsubscribed'];

	it.each(leftAt.slice(0, -1))('%s in a column of opt-outs leaves the person out', async (_title, value) => {
		for (const name of columns) await change('add', [left(name, value), agreed], {});
		await change('add', [left('Sperrdatum', value), agreed], saying({ columns: 'Sperrdatum', says: 'optOut' }));
		const byHand = mapped({ email: '={{ $json.email }}', optOut: '={{ $json.gone }}' });
		await change('add', [left('gone', value), agreed], { columns: byHand });
		expect(added()).toEqual([sha256('agreed@example.com')]);
	});

	it('an object that nobody knows is asked for, and where only a time stands it is one', async () => {
		const [, firestore] = leftAt.at(-1) ?? [];
		expect((await change('add', [left('Unsubscribed', firestore), agreed])).error?.message).toContain(
			'does not say what these words mean',
		);
		const said = saying({ columns: 'unsubscribed_at._seconds, unsubscribed_at._nanoseconds', says: 'nothing' });
		await change('add', [left('unsubscribed_at', firestore), agreed], said);
		expect(added()).toEqual([sha256('agreed@example.com')]);
	});

	it('a bit that is not set is a no: to an opt-out, and to a consent', async () => {
		const said = (bit: number): IDataObject =>
			({ Newsletter: Buffer.from([bit]), Unsubscribed: Buffer.from([0]) }) as never;
		await change(
			'add',
			[
				{ email: 'a@example.com', ...said(1) },
				{ email: 'b@example.com', ...said(0) },
			],
			{ consent: 'column' },
		);
		expect(added()).toEqual([sha256('a@example.com')]);
	});
});
