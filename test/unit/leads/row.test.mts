import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { leadFormFacts, type LeadFormFacts } from '../../../nodes/meta/leads/forms.ts';
import { leadRow, type LeadRowChoices, type LeadSource } from '../../../nodes/meta/leads/row.ts';
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
const sourceOf = (form: LeadFormFacts | undefined): LeadSource => ({ page: '1', form, isTest: false });
const rowOf = (answers: Array<[string, ...string[]]>, questions: unknown[], asked = choices, more = {}): IDataObject =>
	leadRow(leadOf(answers, more), sourceOf(formOf(questions, more)), asked);
const box = (key: string, isChecked: boolean | null) => ({ checkbox_key: key, is_checked: isChecked });

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
			{
				legal_content: { custom_disclaimer: { checkboxes: [{ key: 'email', text: 'E-mail' }] } },
				custom_disclaimer_responses: [{ checkbox_key: 'email', is_checked: '1' }],
			},
		);
		expect(row).toMatchObject({
			email: null,
			lead_id: '24810000000000001',
			'email (answer)': 'mine',
			'lead_id (answer)': 'x',
			'campaign_id (answer)': 'y',
			'email (answer) (2)': true,
			consents: { email: box('email', true) },
		});
	});

	it('in columns of their own never take the place of what the trigger adds', () => {
		const [event, id] = [question('CUSTOM', 'q', 'event'), question('CUSTOM', 'r', 'eventId')];
		const answers: Array<[string, string]> = [
			['q', 'the fair'],
			['r', 'F-1'],
		];
		const row = rowOf(answers, [event, id], columns);
		expect(row).toMatchObject({ 'event (answer)': 'the fair', 'eventId (answer)': 'F-1' });
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
			sourceOf(undefined),
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
	const consents = { news: box('news', true), Terms: box('1', false), else: box('else', null) };
	expect(rowOf([], [], choices, more).consents).toEqual(consents);
	// In columns of their own they are switches, and consents says which columns are boxes.
	expect(rowOf([], [], columns, more)).toMatchObject({ news: true, Terms: false, consents });
	expect(rowOf([], [], columns, more)).not.toHaveProperty('else');
	// Boxes of the form without a response are not known.
	const silent = { ...more, custom_disclaimer_responses: [] };
	expect(rowOf([], [], columns, silent)).toMatchObject({
		news: null,
		Terms: null,
		consents: { news: box('news', null) },
	});
});

it('an organic lead has no ad, and that is no error', () => {
	expect(rowOf([], [], all, { is_organic: true })).toMatchObject({
		ad_id: null,
		campaign_name: null,
		is_organic: true,
	});
});

it('our own names of columns are people’s data only where they are', () => {
	const row = rowOf(
		[],
		OF_METAS.map(([type]) => question(type, type.toLowerCase())),
		all,
	);
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
  "country → country",
  "zip → zip",
  "date_of_birth → birthDate",
  "gender → gender",
]
`);
});

/** Meta's own kinds of questions (Meta: guides/lead-ads/create; graph-api/reference/page/leadgen_forms), with the column that an answer comes to. */
const OF_METAS: ReadonlyArray<readonly [type: string, answer: string, column: string | null]> = [
	['EMAIL', 'ada@example.com', 'email'],
	['EMAIL_ALIAS', 'ada+news@example.com', 'email'],
	['FULL_NAME', 'Ada Example', 'full_name'],
	['FIRST_NAME', 'Ada', 'first_name'],
	['LAST_NAME', 'Example', 'last_name'],
	['PHONE', '+12025550123', 'phone'],
	['PHONE_OTP', '+12025550124', 'phone'],
	['USER_PROVIDED_PHONE_NUMBER', '+12025550125', 'phone'],
	['COMPANY_NAME', 'Example Ltd', 'company'],
	['JOB_TITLE', 'Baker', 'job_title'],
	['WORK_EMAIL', 'ada@work.example', 'work_email'],
	['WORK_PHONE_NUMBER', '+12025550126', 'work_phone'],
	['WHATSAPP_NUMBER', '+12025550127', 'whatsapp_number'],
	['WEBSITE', 'https://example.com', 'website'],
	['STREET_ADDRESS', '1 Example Street', 'street_address'],
	['CITY', 'Berlin', 'city'],
	['STATE', 'Bavaria', 'state'],
	['PROVINCE', 'Ontario', 'state'],
	['COUNTRY', 'DE', 'country'],
	['ZIP', '00184', 'zip'],
	['POST_CODE', 'M1 1AE', 'zip'],
	['DOB', '01/31/1990', 'date_of_birth'],
	['GENDER', 'female', 'gender'],
	['ADDRESS_LINE_TWO', 'Flat 3', null],
	['MARITIAL_STATUS', 'Married', null],
	['RELATIONSHIP_STATUS', 'Engaged', null],
	['MILITARY_STATUS', 'Veteran', null],
	['EDUCATION_LEVEL', 'Master', null],
	['SLIDER', '7', null],
	['DATE_TIME', '2026-12-24T10:00', null],
	['STORE_LOOKUP', 'Store 4711', null],
	['STORE_LOOKUP_WITH_TYPEAHEAD', 'Store 4712', null],
	['ID_CPF', '111.444.777-35', null],
	['ID_AR_DNI', '12.345.678', null],
	['ID_CL_RUT', '12.345.678-5', null],
	['ID_CO_CC', '1020304050', null],
	['ID_EC_CI', '1710034065', null],
	['ID_PE_DNI', '10203040', null],
	['ID_MX_RFC', 'XEXX010101000', null],
	['JOIN_CODE', 'J-1', null],
	['FACEBOOK_LEAD_ID', 'F-1', null],
	['MESSENGER', 'yes', null],
	['VIN', '1M8GDM9AXKP042788', null],
	['LICENSE_PLATE', 'B-AB 123', null],
	['THREAD_LINK', 'https://example.com/t', null],
	['CUSTOM', 'something', null],
	['A_KIND_OF_NEXT_YEAR', 'something', null],
];

describe('each of Meta’s questions, in words of another language', () => {
	it.each(OF_METAS)('%s: %s is in the simplified row', (type, answer, column) => {
		const questions = [question(type, 'schlüssel_1', 'Wie lautet es?')];
		const row = rowOf([['schlüssel_1', answer]], questions);
		expect(column === null ? (row.answers as IDataObject)['Wie lautet es?'] : row[column]).toBe(answer);
		const spread = rowOf([['schlüssel_1', answer]], questions, columns);
		expect(spread[column ?? 'Wie lautet es?']).toBe(answer);
		// Nobody answered it: the column is there all the same.
		expect(Object.keys(rowOf([], questions))).toEqual(Object.keys(row));
		expect(Object.keys(rowOf([], questions, columns))).toEqual(Object.keys(spread));
	});

	it('all in one form, and of a form that was deleted', () => {
		const entries = OF_METAS.map(([type, answer]): [string, string] => [type.toLowerCase(), answer]);
		const questions = OF_METAS.map(([type]) => question(type, type.toLowerCase(), `Frage ${type}`));
		const deleted = leadRow(leadOf(entries), sourceOf(undefined), choices);
		for (const row of [rowOf(entries, questions), rowOf(entries, questions, columns), deleted])
			for (const [, answer] of OF_METAS) expect(JSON.stringify(row)).toContain(answer);
	});
});

describe('columns', () => {
	it('are twelve for a form that asks for names, email and phone', () => {
		const questions = [
			question('FULL_NAME', 'n'),
			question('EMAIL', 'e'),
			question('PHONE', 'p'),
			question('CUSTOM', 'c'),
		];
		expect(Object.keys(rowOf([], questions))).toEqual([
			...['lead_id', 'created_time', 'full_name', 'first_name', 'last_name', 'email', 'phone'],
			...['answers', 'consents', 'form_name', 'campaign_name', 'is_test'],
		]);
	});

	it('All Columns adds IDs and names of ads alone', () => {
		const questions = [question('CITY', 'c'), question('CUSTOM', 'q')];
		const [main, every] = [rowOf([['c', 'Rome']], questions), rowOf([['c', 'Rome']], questions, all)];
		expect(every).toMatchObject(main);
		expect(Object.keys(every).filter((name) => !(name in main))).toEqual([
			...['form_id', 'form_locale', 'page_id', 'campaign_id', 'adset_id', 'adset_name', 'ad_id', 'ad_name'],
			...['is_organic', 'platform'],
		]);
	});

	it('stand in the form’s order, also those of questions that follow from an answer', () => {
		const first = {
			...question('CUSTOM', 'car', 'Which car?'),
			dependent_conditional_questions: [
				{ field_key: 'model', name: 'Which model?', input_type: 'TEXT' },
				{ key: 'color', label: 'Which color?', type: 'CUSTOM' },
			],
		};
		const questions = [question('CITY', 'c'), first, question('EMAIL', 'e')];
		const names = Object.keys(rowOf([['model', 'T']], questions, columns));
		expect(names.slice(6)).toEqual([
			...['phone', 'city', 'Which car?', 'Which model?', 'Which color?', 'answers', 'consents'],
			...['form_name', 'campaign_name', 'is_test'],
		]);
		expect(rowOf([['model', 'T']], questions, columns)).toMatchObject({ 'Which car?': null, 'Which model?': 'T' });
	});

	it('are the same for each lead of a form, whatever Meta delivers: what has none is text in answers', () => {
		const questions = [question('EMAIL', 'e', 'Mail'), question('CUSTOM', 'q', 'Why?')];
		const more = { tracking_parameters: [{ utm_source: 'spring' }] };
		const rows = [
			rowOf([], questions, columns, more),
			rowOf(
				[
					['e', 'none'],
					['utm_source', 'spring'],
					['new', 'a', 'b'],
				],
				questions,
				columns,
				more,
			),
			rowOf(
				[
					['q', 'a', 'b'],
					['q', 'c'],
				],
				questions,
				columns,
				more,
			),
		];
		for (const row of rows) expect(Object.keys(row)).toEqual(Object.keys(rows[0]));
		expect(rows.map(({ answers }) => answers)).toEqual([null, 'Mail: none; new: a, b', 'q: c']);
		expect(rows[1].utm_source).toBe('spring');
		expect(rows[2]['Why?']).toBe('a, b');
	});

	it('a form of 60 questions has a column for each', () => {
		const questions = Array.from({ length: 60 }, (_, index) => question('CUSTOM', `k${index}`, `Question ${index}`));
		const row = rowOf([['k59', 'last']], questions, columns);
		expect(Object.keys(row)).toHaveLength(7 + 60 + 5);
		expect(row['Question 59']).toBe('last');
	});
});

it.each([
	['null', null],
	['no list', 'Ada@example.com'],
	['an empty list', []],
	['a list of nothing', [null]],
	['an empty text', ['']],
	['a number', [7]],
	['a switch', [true]],
	['an object', [{ a: 1 }]],
])('an answer that is %s', (_what, values) => {
	const lead = { ...leadOf([]), field_data: [{ name: 'q', values }, null, 'x', { name: null, values: null }] };
	const row = leadRow(lead, sourceOf(formOf([question('CUSTOM', 'q', 'Why?')])), choices);
	const [only] = [values].flat() as unknown[];
	const shown =
		only === null || only === undefined || only === '' ? null : typeof only === 'object' ? '{"a":1}' : String(only);
	expect(row.answers).toEqual({ 'Why?': shown });
});

it('no field_data at all is a row without answers', () => {
	const lead = { id: '24810000000000001', field_data: null, custom_disclaimer_responses: null };
	expect(leadRow(lead, sourceOf(formOf([question('EMAIL', 'e')])), choices)).toMatchObject({
		email: null,
		answers: {},
	});
});

it.each([
	[true, true],
	[false, false],
	[null, null],
])('a row says whether its lead is a test lead: %s', (isTest, shown) => {
	expect(leadRow(leadOf([]), { ...sourceOf(undefined), isTest }, choices).is_test).toBe(shown);
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

it('property: every answer is in the row once or more, and the columns are the same for all leads of a form', () => {
	const asked = fc.array(
		fc.record({ type: kinds, key: hostileText, label: hostileText, values: fc.array(hostileText, { maxLength: 3 }) }),
		{ maxLength: 8 },
	);
	fc.assert(
		fc.property(
			asked,
			fc.constantFrom('object', 'columns') as fc.Arbitrary<'object' | 'columns'>,
			fc.boolean(),
			(questions, answersAs, allColumns) => {
				const lead = leadOf(questions.map(({ key, values }) => [key, ...values]));
				const source = sourceOf(formOf(questions));
				const row = leadRow(lead, source, { ...choices, answersAs, allColumns });
				const held = JSON.stringify(Object.values(row)).toLowerCase();
				for (const value of questions.flatMap(({ values }) => values)) {
					const said = JSON.stringify(value.trim()).slice(1, -1).toLowerCase();
					if (!/^\+?[\d\s()./-]+$/.test(value)) expect(held).toContain(said);
				}
				const other = leadRow(leadOf([['else', 'x']]), source, { ...choices, answersAs, allColumns });
				expect(Object.keys(other)).toEqual(Object.keys(row));
				expect(row).toEqual(leadRow(lead, source, { ...choices, answersAs, allColumns }));
			},
		),
		{ numRuns: 500 },
	);
});
