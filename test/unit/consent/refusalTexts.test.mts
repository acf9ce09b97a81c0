import { isCurtRefusal, refusesInText } from '../../../nodes/meta/people/consent/refusalTexts.ts';
import { fateOf } from '../../support/consent/fate.mts';
import { refusals } from '../../support/consent/refusals.mts';

/** A no among the words of a text. */

const others = [
	'Casino Marketing Manager',
	'Non-Stop Logistics',
	'No Limits Ltd (UK)',
	'When will my order arrive?',
	'I am person 7, I love hiking and never say no to coffee.',
	'The printer shows no light and I can not turn it on.',
	'Ich habe noch keine Rechnung erhalten.',
	'no-ads@example.com',
	'https://shop.example/unsubscribe',
	'Norbert Donner',
	'',
];

describe('a text', () => {
	it.each(refusals)('refuses: %s', (text) => expect(refusesInText(text)).toBe(true));
	it.each(others)('refuses nothing: %s', (text) => expect(refusesInText(text)).toBe(false));
	it.each(['STOP', 'Please stop', 'No thanks', 'nein danke', 'nicht anschreiben'])('is curt: %s', (text) =>
		expect(isCurtRefusal(text)).toBe(true),
	);
	it.each(['No. 4711', 'Noah Oak', 'no 12', 'stop', 'Mail Stop 7 at the end of the road'])('is not: %s', (text) =>
		expect([text, isCurtRefusal(text)]).toEqual([text, text === 'stop']),
	);
});

describe('a refusal in one of many rows is never sent', () => {
	const names = ['message', 'Comments', 'first_name', 'company', 'name', 'tags', 'zq', 'description'];
	const places = refusals.flatMap((text, at) => [[names[at % names.length] ?? '', text] as const]);

	it.each(places)('in %s: %s', (name, text) => {
		for (const count of [1, 4, 40, 2_000]) {
			const at = count >> 1;
			const rows = Array.from({ length: count }, (_, index) => ({
				mail: `p${index}@example.com`,
				[name]: index === at ? text : `Value ${index * 7919} of its own`,
			}));
			expect(fateOf(rows, at)).toMatch(new RegExp(`left out|${name}`));
		}
	});

	it('and the question says so without the text itself', () => {
		const rows = Array.from({ length: 40 }, (_, index) => ({
			mail: `p${index}@example.com`,
			message: index === 7 ? 'Mia wants no ads' : `Where is parcel ${index * 7919}?`,
		}));
		expect(fateOf(rows, 0)).toBe('does not say what these columns mean: message: some texts refuse, other texts (12)');
	});

	it('in a list with more entries than an answer has', () => {
		const tags = Array.from({ length: 15 }, (_, index) => `group ${index}`);
		expect(fateOf([{ mail: 'p1@example.com', tags: [...tags, 'DoNotTarget'] }], 0)).toContain('tags');
	});
});

it('the SMS word of a voice message is no part of an invoice', () => {
	const rows = [{ mail: 'p1@example.com', newsletter: 'yes', marketing_invoice_optout: 'yes' }];
	expect(fateOf(rows, 0)).toBe('left out');
});
