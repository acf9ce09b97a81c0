import fc from 'fast-check';

import { OrderMeanings } from '../../../nodes/MetaConversions/event/reading/payment/orderMeanings.ts';
import { consentWord } from '../../../nodes/meta/people/consent/consentWords.ts';
import { Unheard } from '../../../nodes/meta/people/consent/unheard.ts';
import { isRefusedValue } from '../../../nodes/meta/people/normalise/value.ts';
import { browserCookie, clickCookie } from '../../../nodes/MetaConversions/event/reading/clicks.ts';
import { isMinor } from '../../../nodes/MetaConversions/event/reading/minors.ts';
import { currencyIn } from '../../../nodes/MetaConversions/event/reading/money.ts';
import {
	decimalsOf,
	unitsOf,
	perhapsCents,
	type WrittenAmount,
} from '../../../nodes/MetaConversions/event/reading/payment/amounts.ts';
import { OrderStates } from '../../../nodes/MetaConversions/event/reading/payment/orderState.ts';
import { stateByEventName, stateOfWord } from '../../../nodes/MetaConversions/event/reading/payment/orderWords.ts';
import { anyText } from '../../support/anyText.mts';

/** What is said against an order, and what is asked. */
function orderState(json: Record<string, unknown>, meanings: ConstructorParameters<typeof OrderMeanings>[0] = []) {
	const unknown = new Unheard();
	return { problem: new OrderStates(new OrderMeanings(meanings), unknown).problemOf(json), asks: !unknown.isEmpty };
}

describe('words of an order’s status', () => {
	const columns = [
		'status',
		'financial_status',
		'Status płatności',
		'Payment Status',
		'Zahlungsstatus',
		'order_status',
		'dealstage',
	];

	it('whatever stands in a status column is known to be paid or about something else, or is left out, or is asked', () => {
		fc.assert(
			fc.property(fc.constantFrom(...columns), anyText({ maxLength: 30 }), (column, text) => {
				const { problem, asks } = orderState({ [column]: text });
				const state = stateOfWord(consentWord(text));
				const isBlank = consentWord(text.replace(/[\p{Cc}\p{Cf}]/gu, '')) === '' || /^[-—'\s]*$/.test(text);
				const isPlaceholder = /^'?\s*(?:n\/?a\.?|n\.a\.|#n\/a|\(?null\)?|undefined|nan|\(none\))$/i.test(text.trim());
				return problem !== null || asks || isBlank || isPlaceholder || state === 'paid' || state === 'nothing';
			}),
		);
	});

	it('a word that is not known is never passed, wherever its column stands', () => {
		const words = fc
			.oneof(fc.stringMatching(/^[a-z]{3,12}$/), fc.constantFrom('constructor', '__proto__', 'toString'))
			.filter((word) => stateOfWord(word) === undefined);
		const wraps: Array<(order: object) => Record<string, unknown>> = [
			(order) => ({ ...order }),
			(order) => ({ ...order, object: 'charge' }),
			(order) => ({ body: order }),
			(order) => ({ data: { object: order } }),
			(order) => ({ body: { data: { attributes: order } } }),
			(order) => ({ payload: { payment: { entity: order } } }),
		];
		fc.assert(
			fc.property(words, fc.constantFrom(...wraps), (word, wrap) => {
				fc.pre(!['null', 'nan', 'undefined', 'processing', 'complete'].includes(word));
				return orderState(wrap({ status: word })).asks;
			}),
		);
	});

	it('a word against it counts, whatever else says paid', () => {
		for (const word of ['pending', 'failed', 'cancelled', 'refunded', 'test', 'partially_paid'])
			expect([word, orderState({ payment_status: 'paid', status: word }).problem]).toEqual([word, expect.any(String)]);
	});

	it('a blank payment status is not paid, unless another column says that it is', () => {
		expect(orderState({ financial_status: null }).problem).toBe(
			'The order is not paid: the column financial_status is blank',
		);
		expect(orderState({ Zahlungsstatus: '' }).problem).toMatch(/is not paid/);
		expect(orderState({ payment_status: '', status: 'Completed' })).toEqual({ problem: null, asks: false });
		expect(orderState({ status: '' })).toEqual({ problem: null, asks: false });
	});

	it('a date of zeros is no date', () => {
		expect(orderState({ cancelled_at: '0000-00-00 00:00:00', refunded_at: '0' })).toEqual({
			problem: null,
			asks: false,
		});
		expect(orderState({ cancelled_at: '2026-12-01' }).problem).toMatch(/is cancelled/);
	});

	it('the form says what a word means, for its column alone', () => {
		const line = (means: 'yes' | 'no' | 'nothing') => [{ column: 'status', values: 'in kitchen', means }];
		expect(orderState({ status: 'In Kitchen' }, line('yes'))).toEqual({ problem: null, asks: false });
		expect(orderState({ status: 'In Kitchen' }, line('nothing'))).toEqual({ problem: null, asks: false });
		expect(orderState({ status: 'In Kitchen' }, line('no')).problem).toMatch(/is not paid.*status/);
		expect(orderState({ order_status: 'In Kitchen' }, line('yes')).asks).toBe(true);
	});

	it('what is no status is passed over: states of a country, the customer’s own, lines, the past', () => {
		for (const json of [
			{ state: 'California' },
			{ mode: 'payment' },
			{ customer: { status: 'archived' } },
			{ line_items: [{ status: 'refunded' }] },
			{ previous: { status: 'lost' } },
			{ paid: 21.98 },
			{ cancelled_at: null, test: 'false' },
			{ event: 'Purchase' },
		])
			expect([json, orderState(json)]).toEqual([json, { problem: null, asks: false }]);
	});

	it.each([
		['charge.refunded', 'refunded'],
		['PAYMENT.CAPTURE.DENIED', 'failed'],
		['orders/cancelled', 'cancelled'],
		['subscription_expired', 'cancelled'],
		['checkout.session.completed', undefined],
		['Purchase', undefined],
	])('%s is %s', (name, state) => expect(stateByEventName(name)).toBe(state));
});

describe('amounts in small units', () => {
	it.each([
		['2198', 2, '21.98'],
		['7', 2, '0.07'],
		['0', 2, '0.00'],
		['2198', 0, '2198'],
		['2198', 3, '2.198'],
		['21.98', 2, undefined],
		['2,198', 2, undefined],
	])('%s with %d decimals', (amount, decimals, units) => expect(unitsOf(amount, decimals)).toBe(units));

	it('nothing is lost or added, whatever the amount', () => {
		fc.assert(
			fc.property(fc.nat(10_000_000_000), fc.constantFrom(0, 2, 3), (amount, decimals) => {
				const units = unitsOf(String(amount), decimals) ?? '';
				return BigInt(units.replace('.', '')) === BigInt(amount) && (units.split('.')[1] ?? '').length === decimals;
			}),
		);
	});

	it('decimals are those of the tool: Stripe has its own for krónur and shillings', () => {
		const all = ['EUR', 'JPY', 'KWD', 'ISK', 'UGX', 'HUF', 'TWD'];
		expect(all.map((code) => decimalsOf(code, 'stripe'))).toEqual([2, 0, 3, 2, 2, 2, 2]);
		expect(all.map((code) => decimalsOf(code, 'minor'))).toEqual([2, 0, 3, 0, 0, 2, 2]);
	});

	const amount = (value: unknown, record = {}): WrittenAmount => ({
		value,
		unit: 'major',
		minorUnit: 'minor',
		from: 'total',
		record: { total: value, ...record },
	});

	it('what may be cents is asked: a hundredth stands in the row, or the other rows are a hundredth', () => {
		expect(perhapsCents([amount(2198, { total_formatted: '$21.98' })])).toEqual(['total']);
		expect(perhapsCents([amount('21.98'), amount('19.90'), amount('35.50'), amount(2198)])).toEqual(['total']);
	});

	it('what is no cents is not: a dear thing, whole prices, a quantity, an amount that says its cents', () => {
		expect(perhapsCents([amount(2198), amount(1999), amount(3550)])).toEqual([]);
		expect(perhapsCents([amount('21.98'), amount('19.90'), amount('35.50'), amount(850)])).toEqual([]);
		expect(perhapsCents([amount('21.98'), amount('19.90'), amount('35.50'), amount('2198.00')])).toEqual([]);
		expect(perhapsCents([amount(2000, { quantity: 20, total_tax: 319.33 })])).toEqual([]);
	});
});

it('cookies of Meta’s Parameter Builder have a fifth part and stay as they are', () => {
	const click = 'fb.1.1733230000000.IwAR2AbCdEf_Gh-1.AQYBAQAB';
	const browser = 'fb.1.1733230000000.1098115397.AQYBAQAB';
	expect([clickCookie(click), browserCookie(browser)]).toEqual([click, browser]);
	expect(clickCookie('fb.1.1733230000000.IwAR2AbCdEf.Bg')).toBe('fb.1.1733230000000.IwAR2AbCdEf.Bg');
	for (const wrong of ['fb.1.1733230000000', 'fb.1.1733230000000.a.b.c', 'fb.x.1733230000000.abc', 'IwAR2AbCdEf'])
		expect([wrong, isRefusedValue(clickCookie(wrong))]).toEqual([wrong, true]);
});

it('codes that are no money are no currency', () => {
	for (const code of ['XXX', 'XTS', 'XAU', 'XDR', 'XBA', 'xxx'])
		expect([code, isRefusedValue(currencyIn(code))]).toEqual([code, true]);
	expect(['XOF', 'XAF', 'XPF', 'XCD'].map(currencyIn)).toEqual(['XOF', 'XAF', 'XPF', 'XCD']);
});

describe('people under 18', () => {
	const now = Date.UTC(2026, 11, 3, 12);
	const isYoung = (cells: Array<[string, unknown]>, order: '' | 'dayFirst' | 'monthFirst' = '') =>
		isMinor(cells, order, now);

	it.each<[Array<[string, unknown]>, boolean]>([
		[[['birthDate', '2008-12-03']], false],
		[[['birthDate', '2008-12-04']], true],
		[[['birthDate', '2015-01-01T00:00:00Z']], true],
		[[['birthDate', '2015-01-01 18:30']], true],
		[[['birthDate', '1990-01-01']], false],
		[[['birthDate', '12/03/2008']], false],
		[[['birthYear', '2008']], true],
		[[['birthYear', '2007']], false],
		[
			[
				['birthYear', 2008],
				['birthMonth', 'March'],
			],
			false,
		],
		[[['birthDate', '']], false],
		[[['birthDate', 'soon']], false],
		// No day is read of these, and some day that they can mean is less than 18 years ago.
		...['2012', '4/2012', '2012-03', '04032012', '12/03/12', '12-03-04', 'Sun Mar 04 2012', '40972', '1330819200'].map(
			(text): [Array<[string, unknown]>, boolean] => [[['birthDate', text]], true],
		),
		[[['birthDate', 1_330_819_200_000]], true],
		...['2007', '4/1990', '12/03/75', '12-03-85', 'Sun Mar 04 1990', '30000', '31.02.1999', '12345'].map(
			(text): [Array<[string, unknown]>, boolean] => [[['birthDate', text]], false],
		),
	])('%j: %s', (cells, expected) => expect(isYoung(cells)).toBe(expected));

	it('a date that can be read in two ways counts where one of them is under 18', () => {
		expect(isYoung([['birthDate', '11/12/2008']])).toBe(true);
		expect(isYoung([['birthDate', '11/12/2008']], 'monthFirst')).toBe(false);
	});
});
