import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { leadFormFacts } from '../../../nodes/meta/leads/forms.ts';
import { leadRow, mainLeadColumns, type LeadRowChoices } from '../../../nodes/meta/leads/row.ts';
import { columnNamed } from '../../../nodes/meta/people/columns/columnNamed.ts';

const choices: LeadRowChoices = { answersAs: 'object', defaultCountry: '', allColumns: false };
const all: LeadRowChoices = { ...choices, allColumns: true };
const columns: LeadRowChoices = { ...choices, answersAs: 'columns' };

const question = (type: string, key: string, label = key, options?: unknown) => ({ type, key, label, options });
const formOf = (questions: unknown[], more: Record<string, unknown> = {}) =>
	leadFormFacts({ id: '300', name: 'Form', locale: 'en_US', questions, ...more });
const leadOf = (answers: Array<[string, ...string[]]>, more: Record<string, unknown> = {}) => ({
	id: '24810000000000001',
	created_time: '2026-11-25T12:00:00+0000',
	field_data: answers.map(([name, ...values]) => ({ name, values })),
	...more,
});
const rowOf = (answers: Array<[string, ...string[]]>, questions: unknown[], asked = choices, more = {}): IDataObject =>
	leadRow(leadOf(answers, more), { page: '1', form: formOf(questions, more) }, asked);

describe('names', () => {
	it.each([
		[
			'FULL_NAME alone is split at its last word',
			'en_US',
			[['n', 'Maria del Carmen']],
			['Maria del Carmen', 'Maria del', 'Carmen'],
		],
		['one word has no parts', 'en_US', [['n', 'Cher']], ['Cher', null, null]],
		['family names come first in some languages', 'ja_JP', [['n', '山田 太郎']], ['山田 太郎', '太郎', '山田']],
		[
			'parts are joined',
			'en_US',
			[
				['f', 'Ada'],
				['l', 'Lovelace'],
			],
			['Ada Lovelace', 'Ada', 'Lovelace'],
		],
		[
			'parts are joined, family first',
			'hu_HU',
			[
				['f', 'Anna'],
				['l', 'Nagy'],
			],
			['Nagy Anna', 'Anna', 'Nagy'],
		],
		['one part is one part', 'en_US', [['f', 'Ada']], ['Ada', 'Ada', null]],
		['nothing is nothing', 'en_US', [], [null, null, null]],
	] as const)('%s', (_what, locale, answers, expected) => {
		const questions = [question('FULL_NAME', 'n'), question('FIRST_NAME', 'f'), question('LAST_NAME', 'l')];
		const row = rowOf(answers as never, questions, choices, { locale });
		expect([row.full_name, row.first_name, row.last_name]).toEqual(expected);
	});
});

describe('answers', () => {
	it('are found by kind, not by key: an own question may be called email', () => {
		const row = rowOf(
			[
				['email', 'yes please'],
				['contact', 'Ada@Example.com '],
			],
			[question('CUSTOM', 'email', 'May we email you?'), question('EMAIL', 'contact')],
		);
		expect([row.email, row.answers]).toEqual(['Ada@Example.com', { 'May we email you?': 'yes please' }]);
	});

	it('that cannot be used stay, under their question', () => {
		const row = rowOf(
			[
				['mail', 'none'],
				['tel', '12345'],
			],
			[question('EMAIL', 'mail', 'Mail'), question('PHONE', 'tel', 'Phone')],
		);
		expect([row.email, row.phone, row.answers]).toEqual([null, null, { Mail: 'none', Phone: '12345' }]);
	});

	it('of several values stay whole, choices by their text', () => {
		const options = [
			{ key: 'a', value: 'Apples, red' },
			{ key: 'b', value: 'Pears' },
		];
		const row = rowOf(
			[
				['fruit', 'a', 'b'],
				['other', 'a'],
			],
			[question('CUSTOM', 'fruit', 'Fruit?', options), question('CUSTOM', 'other', 'Other?', options)],
		);
		expect(row.answers).toEqual({ 'Fruit?': ['Apples, red', 'Pears'], 'Other?': 'Apples, red' });
	});

	it('with equal keys, equal labels, no label, or an emoji for a key do not meet', () => {
		const row = rowOf(
			[
				['k', '1'],
				['k', '2'],
				['🙂', '3'],
				['', '4'],
				['__proto__', '5'],
			],
			[question('CUSTOM', 'k', 'Same'), question('CUSTOM', 'k', 'Same'), question('CUSTOM', '🙂')],
		);
		expect(Object.entries(row.answers as IDataObject)).toEqual([
			['Same', '1'],
			['Same (2)', '2'],
			['🙂', '3'],
			['unnamed', '4'],
			['__proto__', '5'],
		]);
	});

	it('in columns of their own never take the place of ours', () => {
		const row = rowOf(
			[
				['q', 'mine'],
				['r', 'x'],
				['s', 'y'],
			],
			[question('CUSTOM', 'q', 'email'), question('CUSTOM', 'r', 'lead_id'), question('CUSTOM', 's', 'campaign_id')],
			columns,
			{ custom_disclaimer_responses: [{ checkbox_key: 'email', is_checked: '1' }] },
		);
		expect(row).toMatchObject({
			email: null,
			lead_id: '24810000000000001',
			'email (answer)': 'mine',
			'lead_id (answer)': 'x',
			'campaign_id (answer)': 'y',
			'email (answer) (2)': true,
		});
	});

	it('two addresses: the first is the address, a work address stands in where there is no other', () => {
		const questions = [question('EMAIL', 'a', 'A'), question('EMAIL', 'b', 'B'), question('WORK_EMAIL', 'w')];
		expect(
			rowOf(
				[
					['a', 'a@example.com'],
					['b', 'b@example.com'],
				],
				questions,
			),
		).toMatchObject({ email: 'a@example.com', answers: { B: 'b@example.com' } });
		expect(rowOf([['w', 'w@example.com']], questions, all)).toMatchObject({
			email: 'w@example.com',
			work_email: 'w@example.com',
		});
	});

	it('national numbers belong to the country that the lead names, then to the default', () => {
		const questions = [question('PHONE', 'p', 'P'), question('COUNTRY', 'c')];
		const german = { ...choices, defaultCountry: 'de' };
		expect(rowOf([['p', '0170 1234567']], questions, german).phone).toBe('+491701234567');
		expect(
			rowOf(
				[
					['p', '020 7946 0018'],
					['c', 'United Kingdom'],
				],
				questions,
				german,
			).phone,
		).toBe('+442079460018');
	});

	it('of a form that cannot be read: by Meta’s usual keys', () => {
		const row = leadRow(
			leadOf([
				['email', 'a@example.com'],
				['phone_number', '+12025550123'],
				['budget', '5'],
			]),
			{ page: '1', form: undefined },
			choices,
		);
		expect(row).toMatchObject({
			email: 'a@example.com',
			phone: '+12025550123',
			answers: { budget: '5' },
			form_name: null,
		});
	});
});

it('consent boxes are true, false, or not known', () => {
	const boxes = [
		{ key: 'news', text: 'News' },
		{ key: '1', text: 'Terms' },
	];
	const more = {
		legal_content: { custom_disclaimer: { checkboxes: boxes } },
		custom_disclaimer_responses: [
			{ checkbox_key: 'news', is_checked: '1' },
			{ checkbox_key: '1', is_checked: '' },
			{ checkbox_key: 'else', is_checked: 'perhaps' },
		],
	};
	expect(rowOf([], [], choices, more).consents).toEqual({ news: true, Terms: false, else: null });
});

it('an organic lead has no ad, and that is no error', () => {
	expect(rowOf([], [], all, { is_organic: true })).toMatchObject({
		ad_id: null,
		campaign_name: null,
		is_organic: true,
	});
});

it('our own names of columns are people’s data only where they are', () => {
	const row = rowOf([], [], all);
	const recognized = Object.keys(row).flatMap((name) => {
		const column = columnNamed(name);
		return column === undefined ? [] : [`${name} → ${column}`];
	});
	expect(recognized).toMatchInlineSnapshot(`
		[
		  "first_name → firstName",
		  "last_name → lastName",
		  "email → email",
		  "phone → phone",
		  "work_email → email",
		  "work_phone → phone",
		  "whatsapp_number → phone",
		  "city → city",
		  "state → state",
		  "zip → zip",
		  "country → country",
		  "date_of_birth → birthDate",
		  "gender → gender",
		]
	`);
});

const hostileText = fc.oneof(
	fc.string(),
	fc.constantFrom('__proto__', 'constructor', 'email', '🙂', ' ', 'lead_id', 'toString'),
);
const kinds = fc.constantFrom(
	'EMAIL',
	'PHONE',
	'FULL_NAME',
	'FIRST_NAME',
	'LAST_NAME',
	'CUSTOM',
	'COUNTRY',
	'A_NEW_KIND',
	'constructor',
);

it('property: every answer is in the row once or more, and the columns are always the same', () => {
	const asked = fc.array(
		fc.record({ type: kinds, key: hostileText, label: hostileText, values: fc.array(hostileText, { maxLength: 3 }) }),
		{ maxLength: 8 },
	);
	fc.assert(
		fc.property(
			asked,
			fc.constantFrom('object', 'columns') as fc.Arbitrary<'object' | 'columns'>,
			(questions, answersAs) => {
				const lead = leadOf(questions.map(({ key, values }) => [key, ...values]));
				const source = { page: '1', form: formOf(questions) };
				const row = leadRow(lead, source, { ...choices, answersAs, allColumns: true });
				const held = JSON.stringify(Object.values(row)).toLowerCase();
				for (const value of questions.flatMap(({ values }) => values)) {
					const said = JSON.stringify(value.trim()).slice(1, -1).toLowerCase();
					if (!/^\+?[\d\s()./-]+$/.test(value)) expect(held).toContain(said);
				}
				expect(Object.keys(leadRow(lead, source, choices))).toEqual([...mainLeadColumns]);
				expect(Object.keys(row).slice(0, 8)).toEqual(mainLeadColumns.slice(0, 8));
				expect(row).toEqual(leadRow(lead, source, { ...choices, answersAs, allColumns: true }));
			},
		),
		{ numRuns: 500 },
	);
});
