import type { IDataObject } from 'n8n-workflow';

import { leadFormFacts } from '../../../../nodes/meta/leads/forms.ts';
import { leadRow } from '../../../../nodes/meta/leads/row.ts';
import { sha256, useMemberBench } from '../../support/members.mts';

/** A consent box of a lead form that was left unticked is a no at Contact → Add, whatever the box is called and however the row came. */

const bench = useMemberBench();
const { change, uploads } = bench;

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
});
