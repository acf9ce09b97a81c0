import { get, omit } from 'lodash';

import type { Cells } from '../../../../meta/people/columns/recognise';
import { isRefusedValue } from '../../../../meta/people/normalise/value';
import { isRecord, type Json } from '../../../../shared/record';
import { plainName } from '../../columns/plainName';
import { eventPlace } from '../../columns/eventColumns';
import { bestOf } from '../../columns/eventNames';
import { PRICES } from '../contents';
import { currencyIn, moneyIn } from '../money';
import { orderRecords } from '../../columns/orderRecords';
import { toolOf, type Unit } from './orderTools';

/** Decimals of currencies that have not two (ISO 4217). */
const WITHOUT_DECIMALS = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '));
const WITH_THREE = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** Stripe API, "Supported currencies": what differs from ISO 4217. Of ISK and UGX it takes hundredths, for old times' sake. */
const OF_STRIPE: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** How many decimals a tool's whole amounts have in a currency. */
export const decimalsOf = (currency: string, unit: Exclude<Unit, 'major'>): number =>
	(unit === 'stripe' ? OF_STRIPE[currency] : undefined) ??
	(WITHOUT_DECIMALS.has(currency) ? 0 : WITH_THREE.has(currency) ? 3 : 2);

/** "2198" in units of a currency of two decimals is "21.98"; undefined where it is no whole number. */
export function unitsOf(amount: string, decimals: number): string | undefined {
	const [, sign, digits] = /^([-−]?)(\d+)(?:\.0+)?$/.exec(amount.trim()) ?? [];
	if (sign === undefined || digits === undefined) return undefined;
	if (decimals === 0) return sign + digits;
	const padded = digits.padStart(decimals + 1, '0');
	return `${sign}${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}

/** An amount as a cell has it. */
export interface WrittenAmount {
	readonly value: unknown;
	/** Beside the amount itself (PayPal, Mollie, Square, Shopify's GraphQL); undefined where the item has a column. */
	readonly currency?: unknown;
	readonly unit: Unit;
	/** The unit if it is a small one: Stripe has its own list. */
	readonly minorUnit: Exclude<Unit, 'major'>;
	/** Where it stands in the item. */
	readonly from: string;
	/** The object that it stands in. */
	readonly record: Json;
}

/** The amount of an event; undefined where no column has one. */
export function writtenAmount(cells: Cells, json: Json, isMapped: boolean): WrittenAmount | undefined {
	const cell = bestOf(cells, 'value');
	if (cell === undefined) return undefined;
	const place = isMapped ? placeOf(cell.value, json) : placeAt(cell.from, json);
	const tool = toolOf(place.record);
	const content = isRecord(cell.value) ? cell.value : undefined;
	const money = content === undefined ? undefined : moneyObject(content);
	const value = money?.value ?? cell.value;
	return {
		value,
		currency: money?.currency,
		unit: money?.unit ?? (tool.unit !== undefined && isWhole(value) ? tool.unit : 'major'),
		minorUnit: tool.unit ?? 'minor',
		...place,
	};
}

const placeAt = (from: string, json: Json): { readonly from: string; readonly record: Json } => {
	const parent: unknown = from.includes('.') ? get(json, from.slice(0, from.lastIndexOf('.'))) : json;
	return { from, record: isRecord(parent) ? parent : json };
};

/** Where a mapped amount comes from: the tool's own field that has it as it is. */
function placeOf(value: unknown, json: Json): { readonly from: string; readonly record: Json } {
	for (const { path, record } of orderRecords(json)) {
		const name = Object.keys(record).find(
			(key) => eventPlace(plainName(key))?.column === 'value' && String(record[key]) === String(value),
		);
		if (name !== undefined) return { from: path + name, record };
	}
	return { from: 'value', record: {} };
}

const isWhole = (value: unknown): boolean =>
	typeof value === 'number' ? Number.isInteger(value) : typeof value === 'string' && /^\d+$/.test(value.trim());

/**
 * Square: `{ amount: 2198, currency }`, whole and minor. PayPal and Mollie: `{ value: "21.98", currency_code }`. Shopify's
 * GraphQL: `{ shopMoney: { amount: "21.98", currencyCode } }`.
 */
function moneyObject(content: Json): Pick<WrittenAmount, 'value' | 'currency' | 'unit'> | undefined {
	const inner = content.shopMoney ?? content.shop_money ?? content;
	if (!isRecord(inner)) return undefined;
	const currency = inner.currency ?? inner.currency_code ?? inner.currencyCode;
	const value = inner.amount ?? inner.value;
	if (currency === undefined || value === undefined) return undefined;
	return { value, currency, unit: typeof value === 'number' && Number.isInteger(value) ? 'minor' : 'major' };
}

/** The same cells with the amount in currency units, and the currency that stands beside it. Prices of lines are left out. */
export function cellsInUnits(cells: Cells, amount: WrittenAmount, unit: Unit, defaultCurrency: string): Cells {
	const { value, currency: own } = amount;
	const currency = currencyIn(own ?? bestOf(cells, 'currency')?.value);
	const code = isRefusedValue(currency) ? '' : currency || defaultCurrency;
	const isMinor = unit !== 'major' && code !== '';
	const rest = cells
		.filter(([column]) => column !== 'value' && (own === undefined || column !== 'currency'))
		.map(
			([column, cell, from]) => [column, isMinor && column === 'contents' ? withoutPrices(cell) : cell, from] as const,
		);
	const major = isMinor ? unitsOf(String(value), decimalsOf(code, unit)) : undefined;
	return [
		...rest,
		['value', major === undefined ? value : Number(major)],
		...(own === undefined ? [] : [['currency', own] as const]),
	];
}

const withoutPrices = (contents: unknown): unknown =>
	Array.isArray(contents)
		? contents.map((entry: unknown) => (isRecord(entry) ? omit(entry, PRICES) : entry))
		: contents;

/** Other rows from which on the middle one says what is usual. */
const NEIGHBOURS = 2;

/** Names of the columns with another amount of the same order. */
const OTHER_AMOUNT = /total|amount|value|sum|betrag|formatted|display|decimal/i;

/**
 * Amounts that may be cents: whole ones of which another column of the row says a hundredth, or that are about a hundred times
 * what the others of the run are, which have decimals. Where each stands, as the question names it.
 */
export function perhapsCents(amounts: readonly WrittenAmount[]): string[] {
	const wholeAmounts = amounts.filter(({ unit, value }) => unit === 'major' && isWhole(value) && Number(value) >= 100);
	const decimals = amounts
		.filter(({ unit, value }) => unit === 'major' && !isWhole(value))
		.flatMap(({ value }) => numberIn(value) ?? [])
		.sort((one, other) => one - other);
	const usual = decimals.length < NEIGHBOURS ? undefined : decimals[Math.floor(decimals.length / 2)];
	const doubtful = wholeAmounts.filter(
		({ value, record, from }) =>
			hasHundredth(record, from, Number(value)) ||
			(usual !== undefined && usual > 0 && isAbout(Number(value) / usual, 100, 2)),
	);
	return [...new Set(doubtful.map(({ from }) => from))];
}

const hasHundredth = (record: Json, from: string, value: number): boolean =>
	Object.entries(record).some(([name, cell]) => {
		if (from.endsWith(name) || !OTHER_AMOUNT.test(name) || isWhole(cell)) return false;
		const other = numberIn(cell);
		return other !== undefined && other > 0 && isAbout(value / other, 100, 1.001);
	});

/** Whether a ratio is another, within a factor. */
const isAbout = (ratio: number, expected: number, factor: number): boolean =>
	ratio >= expected / factor && ratio <= expected * factor;

function numberIn(cell: unknown): number | undefined {
	if (typeof cell !== 'number' && typeof cell !== 'string') return undefined;
	const money = moneyIn(cell);
	return money === null || isRefusedValue(money) ? undefined : money.value;
}
