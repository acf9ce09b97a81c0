import { fatesOf, type Row } from '../../support/consent/fate.mts';

/** Shapes of a no that no table knows: none of them is sent before a person has said what the column means. */

type Cells = (index: number) => Row;

const person = (index: number): Row => ({ mail: `p${index}@example.com` });

const day = (index: number): string => `${1 + (index % 28)}.${1 + (index % 12)}.20${10 + (index % 15)}`;

/** What a willing row has, and what a row with a no has. In runs of these lengths, one row in ten says no. */
const shapes: ReadonlyArray<readonly [title: string, yes: Cells, no: Cells, lengths?: readonly number[]]> = [
	['words before a day', (at) => ({ zq: `ja seit ${day(at)}` }), (at) => ({ zq: `nein seit ${day(at)}` })],
	['unread words before a day', (at) => ({ zq: `да с ${day(at)}` }), (at) => ({ zq: `нет с ${day(at)}` })],
	['words behind a day', (at) => ({ zq: `${day(at)} in` }), (at) => ({ zq: `${day(at)} out` })],
	['the last day of a table', () => ({ zq: '9999-12-31' }), (at) => ({ zq: day(at) })],
	['the day of a zero', () => ({ 'End date': '0000-00-00' }), (at) => ({ 'End date': day(at) }), [40, 300]],
	['the first day of a program', () => ({ zq: '1970-01-01T00:00:00Z' }), (at) => ({ zq: day(at) })],
	['a first day in words', () => ({ zq: '01.01.1900' }), (at) => ({ zq: day(at) })],
	['a row of a table in one text', (at) => ({ zq: `p${at};Mia;ja` }), (at) => ({ zq: `p${at};Mia;nein` })],
	['how often', () => ({ unsubscribe_count: 0 }), () => ({ unsubscribe_count: 1 })],
	['by which letter', () => ({ UNSUB_CAMPAIGN_ID: '' }), (at) => ({ UNSUB_CAMPAIGN_ID: `48e2f${at}b2` })],
	['from where', () => ({}), (at) => ({ unsubscribe_ip: `192.0.2.${at % 255}` })],
	[
		'fields of a list by their numbers',
		(at) => ({
			cells: [
				{ id: 1, value: `Mia ${at}` },
				{ id: 2, value: `Oak ${at}` },
				{ id: 3, value: 'darf' },
			],
		}),
		(at) => ({
			cells: [
				{ id: 1, value: `Mia ${at}` },
				{ id: 2, value: `Oak ${at}` },
				{ id: 3, value: 'verboten' },
			],
		}),
		[1],
	],
	[
		'a sentence that nobody has read',
		() => ({ zq: 'I am glad to hear from you about the new things in your shop' }),
		() => ({ zq: 'You would make me happier if I heard nothing of your shop from here on' }),
		[1, 4],
	],
	[
		'a text in an unread script',
		() => ({ message: '' }),
		() => ({
			message:
				'今後一切の広告メールの配信を希望しませんので、どうぞよろしくお願い申し上げます。配信は停止してください。',
		}),
		[1, 4],
	],
	...(
		[
			['JSON behind a space', (at, isYes) => ` ${JSON.stringify({ id: at, zq: isYes })}`],
			['JSON in JSON', (at, isYes) => JSON.stringify(JSON.stringify({ id: at, zq: isYes }))],
			['an object of Python', (at, isYes) => `{'id': ${at}, 'zq': ${isYes ? 'True' : 'False'}}`],
			['an object of JavaScript', (at, isYes) => `{id: ${at}, zq: ${isYes}}`],
			['an array of PHP', (at, isYes) => `a:2:{s:2:"id";i:${at};s:2:"zq";b:${isYes ? 1 : 0};}`],
			['XML', (at, isYes) => `<r><id>${at}</id><zq>${isYes ? 1 : 0}</zq></r>`],
			['a query', (at, isYes) => `id=${at}&zq=${isYes ? 'fine' : 'rather-not'}`],
			['the mail of a form', (at, isYes) => `Hello,\n\nName: Mia ${at}\nzq: ${isYes ? 'gern' : 'ungern'}\nOrt: Ulm`],
			['a named no in a mail', (at, isYes) => `Name: Mia ${at}\nNewsletter: ${isYes ? 'ja' : 'nein'}`],
			['a cookie in a cookie', (at, isYes) => `id=${at}; groups=C1%3A1%2CC4%3A${isYes ? 1 : 0}`],
			['JavaScript in a cookie', (at, isYes) => `{stamp:'x${at}==',marketing:${isYes}}`],
		] as ReadonlyArray<readonly [string, (at: number, isYes: boolean) => string]>
	).map(
		([title, text]) =>
			[title, (at: number) => ({ zz: text(at, true) }), (at: number) => ({ zz: text(at, false) })] as const,
	),
	[
		'a contact that owns the record',
		(at) => ({ creator: { name: `Mia ${at}`, newsletter: true } }),
		(at) => ({ creator: { name: `Mia ${at}`, newsletter: false } }),
	],
	[
		'a consent string',
		(at) => ({ tcString: `CPXxRfAPXxRfAAfKABENB${at}A` }),
		(at) => ({ tcString: `COvFyGBOvFy${at}A` }),
	],
];

const LENGTHS = [4, 40, 300];

const isNo = (index: number): boolean => index % 10 === 2;

describe('a no is not sent', () => {
	it.each(shapes.map((shape) => [shape[0], shape] as const))('%s', (_title, [, yes, no, lengths = LENGTHS]) => {
		for (const length of lengths) {
			const rows = Array.from({ length }, (_, index) => ({
				...person(index),
				...(length === 1 || isNo(index) ? no(index) : yes(index)),
			}));
			const fates = fatesOf(rows).filter((_, index) => length === 1 || isNo(index));
			expect([length, fates]).not.toEqual([length, expect.arrayContaining(['sent'])]);
		}
	});
});

describe('what every record has is not asked about', () => {
	const ordinary: ReadonlyArray<readonly [string, Cells]> = [
		['days in words', (at) => ({ zq: `${1 + (at % 28)}. März 20${10 + (at % 15)}, 10:${10 + (at % 50)} Uhr` })],
		['days of a mail', (at) => ({ zq: `Tue, ${1 + (at % 28)} Mar 20${10 + (at % 15)} 10:${10 + (at % 50)}:00 GMT` })],
		['a link to leave by', (at) => ({ unsubscribe_link: `https://shop.example/u/${at * 7919}` })],
		['sentences of many', (at) => ({ zq: `Likes product ${at * 7919} and the shop in town` })],
		['pages with a query', (at) => ({ zq: `https://shop.example/p/${at}?utm_source=google&gclid=x${at * 7919}` })],
		['what a page looks like', (at) => ({ zq: `<p>Called ${at * 7919}</p>` })],
		['an amount', (at) => ({ value: `${at * 7}.50 EUR` })],
	];
	it.each(ordinary)('%s', (_title, cells) => {
		const rows = Array.from({ length: 40 }, (_, index) => ({ ...person(index), ...cells(index) }));
		expect(new Set(fatesOf(rows))).toEqual(new Set(['sent']));
	});
});
