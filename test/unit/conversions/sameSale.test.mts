import fc from 'fast-check';

import { madeEventId, saleKey, type EventMarks } from '../../../nodes/MetaConversions/event/reading/eventId.ts';
import { notedIds, rememberedOf, type Remembered } from '../../../nodes/MetaConversions/event/sending/sameSale.ts';

/** A sale as a row gives it: its number, the number's source, and what makes it this sale. */
interface Sale {
	readonly number: string;
	readonly source: string;
	readonly value: number;
	readonly day: number;
	readonly person: string;
}

function eventOf({ number, source, value, day, person }: Sale) {
	const marks: EventMarks = {
		dataset: '1',
		name: 'Purchase',
		time: day * 86_400,
		orderId: number,
		source,
		userData: { em: [person] },
		value,
		isStage: false,
	};
	const key = madeEventId(marks);
	const unsourced = madeEventId({ ...marks, source: '' });
	const saleOf = (one: string): string => saleKey(one, marks, 'EUR');
	return {
		key,
		sale: saleOf(key),
		...(unsourced === key ? {} : { unsourced: { key: unsourced, sale: saleOf(unsourced) } }),
	};
}

/** What is said of the second sale once the first was sent. */
const after = (first: Sale, second: Sale): Remembered =>
	rememberedOf(eventOf(second), { taken: new Set(notedIds(eventOf(first))), open: new Set() });

const sales = fc.record({
	number: fc.constantFrom('1', '2'),
	source: fc.constantFrom('', 'Berlin', 'Hamburg'),
	value: fc.constantFrom(1, 2),
	day: fc.constantFrom(20_000, 20_001),
	person: fc.constantFrom('ada', 'eve'),
});
const isSame = (one: Sale, other: Sale): boolean =>
	one.number === other.number && one.value === other.value && one.day === other.day && one.person === other.person;

it('a sale is sent before only if its number, amount, day and person are those of one that was sent', () => {
	fc.assert(
		fc.property(sales, sales, (first, second) => {
			const said = after(first, second);
			if (said === 'taken') expect(isSame(first, second)).toBe(true);
			if (isSame(first, second)) expect(said).not.toBe('fresh');
		}),
	);
});

it('the same row is the same sale, and another number is another', () => {
	fc.assert(
		fc.property(sales, sales, (first, second) => {
			expect(after(first, first)).toBe('taken');
			if (first.number !== second.number) expect(after(first, second)).toBe('fresh');
		}),
	);
});

const berlin: Sale = { number: '1', source: 'Berlin', value: 1, day: 20_000, person: 'ada' };

it.each<[string, Sale, Sale, Remembered]>([
	['another sale of one source', berlin, { ...berlin, value: 2 }, 'otherSale'],
	['another sale of another source', berlin, { ...berlin, source: 'Hamburg', person: 'eve' }, 'fresh'],
	['the same under another source', berlin, { ...berlin, source: 'Hamburg' }, 'otherSource'],
	['the same, its source said later', { ...berlin, source: '' }, berlin, 'taken'],
	['the same, its source said no more', berlin, { ...berlin, source: '' }, 'taken'],
	['another sale, a source said later', { ...berlin, source: '' }, { ...berlin, value: 2 }, 'fresh'],
])('%s', (_title, first, second, says) => expect(after(first, second)).toBe(says));
