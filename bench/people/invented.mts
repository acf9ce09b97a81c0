import type { Cells } from '../../nodes/meta/people/columns/recognise.ts';

const pick = <T,>(list: readonly T[], index: number): T => list[index % list.length] as T;
const first = Array.from({ length: 3_000 }, (_, index) => `First${index.toString(36)}`);
const last = Array.from({ length: 30_000 }, (_, index) => `Last-${index.toString(36)}`);
const cities = Array.from({ length: 2_000 }, (_, index) => `City ${index.toString(36)}`);

/**
 * Eight keys as CRMs hold them. Names, cities and postal codes come again as they do among people; addresses and numbers
 * never.
 */
export const cellsOf = (index: number): Cells => [
	['email', ` Person.${index}@Example.com`],
	['phone', `+49 170 ${1_000_000 + (index % 9_000_000)}`],
	['firstName', pick(first, index * 7)],
	['lastName', pick(last, index * 13)],
	['city', pick(cities, index * 11)],
	['zip', String(10_000 + ((index * 17) % 8_000))],
	['country', 'DE'],
	['gender', index % 2 === 0 ? 'Female' : 'm'],
];
