import type { IDataObject } from 'n8n-workflow';

import { leadFormFacts } from '../../../../nodes/meta/leads/forms.ts';
import { leadRow } from '../../../../nodes/meta/leads/row.ts';
import { saying } from '../../../support/consent/answered.mts';
import { sha256, useMemberBench } from '../../support/members.mts';

/** A consent box of a lead form that was left unticked is a no at Contact → Add, whatever the box is called and however the row came. */

const bench = useMemberBench();
const { change, uploads } = bench;

/** Boxes that refuse something: to tick one is a no. To leave one is none only where somebody has said so. */
const refusing = [
	...[
		'No emails',
		'no_emails',
		'Keine Werbung',
		'Ich möchte keine E-Mails',
		'Do not call me',
		'Please don’t contact me',
	],
	...['Unsubscribe me', 'Opt out of emails', 'I do not want to receive offers', 'Ich widerspreche der Werbung'],
];

/** A “not” that may refuse something, or not. */
const doubtful = [
	...['No thanks', 'Contact me never', 'Je ne souhaite pas recevoir d’offres', 'No quiero recibir correos'],
	...['Nie chcę otrzymywać wiadomości', 'Non voglio ricevere email', 'I am not a robot'],
	// A consent's own text speaks of leaving.
	...['Yes, send me the newsletter. No spam.', 'I agree that my data is not sold', 'Newsletter (opt-out anytime)'],
	...['Ja, ich möchte den Newsletter. Widerruf jederzeit möglich.', 'I agree. No fee is charged.'],
];

/** Keys of boxes, or their text where the key is a number. */
const names = [
	...['newsletter', 'Werbung', 'Ich möchte Angebote per E-Mail erhalten', 'Terms and date', 'Call me by phone'],
	...['I agree', 'Send me SMS', 'x', '選択'],
];

const lead = (address: string, state: unknown) => ({
	id: '24810000000000001',
	field_data: [{ name: 'email', values: [address] }],
	custom_disclaimer_responses: [{ checkbox_key: '0', is_checked: state }],
});

function rowOf(name: string, address: string, state: unknown, answersAs: 'object' | 'columns'): IDataObject {
	const checkboxes = [{ key: '0', text: name }];
	const questions = [{ key: 'email', type: 'EMAIL', label: 'E-Mail' }];
	const form = leadFormFacts({ id: '1', questions, legal_content: { custom_disclaimer: { checkboxes } } });
	const choices = { answersAs, defaultCountry: '', allColumns: false };
	return leadRow(lead(address, state), { page: '1', form, isTest: false }, choices);
}

const forms = {
	'in one column': (name: string, address: string, state: unknown) => rowOf(name, address, state, 'object'),
	'in separate columns': (name: string, address: string, state: unknown) => rowOf(name, address, state, 'columns'),
};

/** What a person says of a box, and of the column that a row has for it. */
const saidOf = (name: string, row: IDataObject, says: 'optOut' | 'nothing'): IDataObject =>
	saying({ columns: [`"consents.${name}"`, ...(name in row ? [`"${name}"`] : [])].join(), says });

const sent = (): string =>
	uploads()
		.map(({ params }) => String(params.payload))
		.join();

describe.each(Object.entries(forms))('consent boxes %s', (_form, make) => {
	it.each(names)('“%s” left unticked is a no, ticked and unknown are none', async (name) => {
		const rows = [
			make(name, 'no@example.com', ''),
			make(name, 'yes@example.com', '1'),
			make(name, 'open@example.com', null),
		];
		const { rows: result, error } = await change('add', rows);
		expect(error).toBeUndefined();
		expect(result[0]).toMatchObject({ usable: 2, noConsent: 1 });
		expect(sent()).not.toContain(sha256('no@example.com'));
		expect(sent()).toContain(sha256('yes@example.com'));
	});

	it.each(refusing)(
		'“%s” ticked is a no, and left unticked is one until somebody has called it an opt-out',
		async (name) => {
			const rows = [
				make(name, 'no@example.com', '1'),
				make(name, 'yes@example.com', ''),
				make(name, 'open@example.com', null),
			];
			expect((await change('add', rows)).rows[0]).toMatchObject({ usable: 1, noConsent: 2 });
			expect((await change('add', rows, saidOf(name, rows[0], 'optOut'))).rows[0]).toMatchObject({
				usable: 2,
				noConsent: 1,
			});
			expect(sent()).not.toContain(sha256('no@example.com'));
		},
	);

	it.each(doubtful)('“%s” ticked is asked, until somebody has said what it means', async (name) => {
		const rows = [
			make(name, 'ticked@example.com', '1'),
			make('x', 'yes@example.com', '1'),
			make(name, 'un@example.com', ''),
		];
		const { error } = await change('add', rows);
		expect(error?.message).toMatch(/What Columns Say does not say what these words mean.*consents\./);
		expect(uploads()).toEqual([]);
		const said = (says: 'optOut' | 'nothing') => saidOf(name, rows[0], says);
		expect((await change('add', rows, said('optOut'))).rows[0]).toMatchObject({ usable: 2, noConsent: 1 });
		expect(sent()).not.toContain(sha256('ticked@example.com'));
		expect((await change('add', rows, said('nothing'))).rows[0]).toMatchObject({ usable: 3 });
	});
});
