import { contentsIn } from '../../../nodes/MetaConversions/event/reading/contents.ts';
import { pageUrl, visitorAddress, visitorAgent } from '../../../nodes/MetaConversions/event/reading/clicks.ts';
import { madeEventId } from '../../../nodes/MetaConversions/event/reading/eventId.ts';
import { secondsOf, writtenTime } from '../../../nodes/MetaConversions/event/reading/eventTime.ts';
import { currencyIn, moneyIn } from '../../../nodes/MetaConversions/event/reading/money.ts';
import { reachedStages } from '../../../nodes/MetaConversions/event/reading/stages.ts';
import { isTooBroad, PersonReader } from '../../../nodes/MetaConversions/event/reading/userData.ts';
import { isRefusedValue } from '../../../nodes/meta/people/normalise/value.ts';

describe('times', () => {
	const noon = Date.UTC(2026, 10, 29, 12) / 1000;
	const at = (raw: unknown, zone = 'Europe/Berlin', order: '' | 'dayFirst' | 'monthFirst' = ''): unknown => {
		const written = writtenTime(raw, order);
		return isRefusedValue(written) ? written.refused : secondsOf(written, zone);
	};

	it.each<[unknown, number]>([
		['2026-11-29T12:00:00Z', noon],
		['2026-11-29T13:00:00.123+01:00', noon],
		['2026-11-29 13:00', noon],
		['29.11.2026 13:00:00', noon],
		['29.11.2026, 13:00', noon],
		['11/29/2026 1:00 PM', noon],
		['29/11/2026 13:00', noon],
		['Nov 29, 2026 1:00 PM', noon],
		['Sun, 29 Nov 2026 12:00:00 GMT', noon],
		[String(noon), noon],
		[noon * 1000 + 7, noon],
		['2026-11-29', noon - 13 * 3_600],
		[new Date(noon * 1000), noon],
	])('%s', (raw, seconds) => expect(at(raw)).toBe(seconds));

	it('what can be two days, no day or another unit is refused', () => {
		expect(at('03/04/2026')).toMatch(/set Date Order/);
		expect(at('03/04/2026 10:00', 'UTC', 'monthFirst')).toBe(Date.UTC(2026, 2, 4, 10) / 1000);
		expect(at('03/04/2026 10:00', 'UTC', 'dayFirst')).toBe(Date.UTC(2026, 3, 3, 10) / 1000);
		for (const raw of ['46355.5', '20261129', 'gestern', '2026-02-30', '31.11.2026', '13:00', 'x'.repeat(5_000)])
			expect(typeof at(raw)).toBe('string');
		expect([at(''), at(null), at({}), at([1])].every((one) => typeof one === 'string')).toBe(true);
	});
});

describe('amounts and currencies', () => {
	it.each<[unknown, unknown]>([
		['20.50', { value: 20.5 }],
		['20,50', { value: 20.5 }],
		['€ 1.234,50', { value: 1234.5, currency: 'EUR' }],
		['1,234.50 USD', { value: 1234.5, currency: 'USD' }],
		[0, { value: 0 }],
		['', null],
	])('%s', (raw, money) => expect(moneyIn(raw)).toEqual(money));

	it('refuses what can be two amounts, is below zero or no amount', () => {
		for (const raw of ['1.000', '-5', 'free', {}, '1.2.3', 'NaN euros'])
			expect([raw, isRefusedValue(moneyIn(raw))]).toEqual([raw, true]);
	});

	it('knows codes, clear signs and names', () => {
		expect(['eur', '€', 'Euro', 'US Dollar', 'Schweizer Franken', 'livre sterling'].map(currencyIn)).toEqual([
			...['EUR', 'EUR', 'EUR', 'USD', 'CHF', 'GBP'],
		]);
		expect(['$', 'XYZ', 'Taler', 'dollars?'].map((one) => isRefusedValue(currencyIn(one)))).toEqual([
			true,
			true,
			true,
			true,
		]);
	});
});

describe('people', () => {
	const reader = new PersonReader({ defaultCountry: 'us', dateOrder: '', keepSpaces: false, thisYear: 2026 });
	const of = (...cells: Array<[string, unknown]>) => reader.read(cells);

	it('the hashes that Meta’s page shows', () => {
		const { userData } = of(
			['email', ' John_Smith@gmail.com '],
			['phone', '(650) 555-1212'],
			['firstName', 'Mary'],
			['lastName', '정'],
			['gender', 'M'],
			['birthDate', '1997-02-16'],
			['country', 'United States'],
		);
		expect(userData).toMatchObject({
			em: ['62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f'],
			ph: ['e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176'],
			fn: ['6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec'],
			ln: ['8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14'],
			ge: ['62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a'],
			db: ['01acdbf6ec7b4f478a225f1a246e5d6767eeab1a7ffa17f025265b5b94f40f0c'],
			country: ['79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621'],
		});
		expect(of(['firstName', 'Valéry']).userData.fn).toEqual([
			'08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c',
		]);
	});

	it('several addresses, hashed beside plain, IDs of leads as they are', () => {
		const { userData, problems } = of(
			['email', 'a@example.com; b@example.com'],
			['email', '62A14E44F765419D10FEA99367361A727C12365E2520F32218D505ED9AA0F62F'],
			['leadId', 'l:1234567890123456'],
			['externalId', '0'],
			['phone', '12'],
		);
		expect(userData.em).toHaveLength(3);
		expect(userData.lead_id).toBe('1234567890123456');
		expect(userData.external_id).toBeUndefined();
		expect(problems).toEqual([expect.stringMatching(/^Phone /)]);
		expect(of(['leadId', '77']).userData.lead_id).toBeUndefined();
	});

	it.each<[string[], boolean]>([
		[[], true],
		[['ct', 'country', 'st', 'zp', 'ge', 'client_user_agent'], true],
		[['db', 'client_user_agent'], true],
		[['fn', 'ge'], true],
		[['fn', 'ln'], false],
		[['client_ip_address', 'client_user_agent'], false],
		[['lead_id'], false],
	])('%j is too broad: %s', (keys, broad) => {
		expect(isTooBroad(Object.fromEntries(keys.map((key) => [key, 'x'])))).toBe(broad);
	});
});

it('contents of shops, of texts and of nothing', () => {
	expect(contentsIn([{ id: 1, product_id: 77, quantity: '2', price: '9,99' }])).toEqual([
		{ id: '77', quantity: 2, item_price: 9.99 },
	]);
	expect(contentsIn('a, b')).toEqual([{ id: 'a' }, { id: 'b' }]);
	expect(contentsIn('[{"sku":"x"}]')).toEqual([{ id: 'x' }]);
	expect([contentsIn(''), contentsIn([]), contentsIn(null)]).toEqual([null, null, null]);
	for (const bad of [[{}], '[{', [{ id: 'a', quantity: 0 }], [{ id: 'a', price: '1.000' }], [[1]]])
		expect(isRefusedValue(contentsIn(bad))).toBe(true);
});

it('addresses of visitors and pages: private ones and what people filled in stay here', () => {
	expect(visitorAddress('8.8.8.8, 10.0.0.1')).toBe('8.8.8.8');
	expect(visitorAddress('2a00:1450:4001:82f::200e')).toBe('2a00:1450:4001:82f::200e');
	for (const own of ['192.168.1.7', '127.0.0.1', '::1', 'localhost', '999.1.1.1'])
		expect(isRefusedValue(visitorAddress(own))).toBe(true);
	expect(isRefusedValue(visitorAgent('axios/1.7.2'))).toBe(true);
	expect(pageUrl('https://u:p@shop.example/a?email=x@y.example&q=x%40y.example&utm=1#top')).toBe(
		'https://shop.example/a?utm=1',
	);
	expect(pageUrl('/relative')).toBe('');
	expect(isRefusedValue(pageUrl('javascript:alert(1)'))).toBe(true);
});

it('the same event has the same ID, however it is written; another has another', () => {
	const marks = {
		dataset: '1',
		name: 'Purchase',
		time: 1,
		orderId: 'A',
		source: '',
		userData: { em: ['h'] },
		value: 2,
		isStage: false,
	};
	const id = madeEventId(marks);
	expect(madeEventId({ ...marks, time: 9, userData: { ph: ['x'] }, value: 3 })).toBe(id);
	const others = [{ orderId: 'B' }, { source: 'Berlin' }, { dataset: '2' }, { name: 'Lead' }, { orderId: '' }].map(
		(more) => madeEventId({ ...marks, ...more }),
	);
	expect(new Set([id, ...others]).size).toBe(6);
	const noOrder = { ...marks, orderId: '' };
	expect(madeEventId({ ...noOrder, time: 2 })).not.toBe(madeEventId(noOrder));
	const stage = { ...noOrder, isStage: true, userData: { lead_id: '1234567890123456', em: ['h'] } };
	expect(madeEventId({ ...stage, time: 2, userData: { lead_id: '1234567890123456' } })).toBe(madeEventId(stage));
});

it('stages: skipped ones have the next time that is known, the present one the item’s own', () => {
	const stages = ['Lead', 'Qualified', 'Won'].map((name) => ({ name, crmValues: [], timeColumn: `${name}_at` }));
	const reached = (json: object, current: string, now?: unknown) =>
		reachedStages(stages, json as never, current, now)?.map(({ name, time }) => [name, time]);
	expect(reached({ Lead_at: 1 }, 'lead')).toEqual([['Lead', 1]]);
	expect(reached({ Lead_at: 1, Won_at: 9 }, 'won')).toEqual([
		['Lead', 1],
		['Qualified', 9],
		['Won', 9],
	]);
	expect(reached({}, 'Qualified', 5)).toEqual([
		['Lead', 5],
		['Qualified', 5],
	]);
	expect(reached({ Won_at: 9 }, '')).toEqual([
		['Lead', 9],
		['Qualified', 9],
		['Won', 9],
	]);
	expect(reached({}, 'Lost', 5)).toBeUndefined();
	expect(reached({}, '')).toEqual([]);
});
