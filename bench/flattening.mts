import { Flattener } from '../nodes/MetaInsights/rows/flatten.ts';
import { startEmulator } from '../emulator/http/server.mts';
import { median } from './median.mts';
import { processor } from './processor.mts';
import { type ColumnSettings, requestedFields } from '../nodes/MetaInsights/rows/columns/columnSettings.ts';

/** Rows of the widest field sets that one core makes flat in a second. */
export const ROWS_A_SECOND = 200_000;

export interface Flattening {
	sets: string;
	columns: number;
	rowsPerSecond: number;
}

const ROWS = 5_000;
const ROUNDS = 9;

const settings = (fieldSets: string[]): ColumnSettings => ({
	level: 'ad',
	fieldSets,
	moreFields: [],
	breakdowns: ['age', 'gender'],
	actionBreakdowns: [],
	windows: [],
	actionTypes: [],
	allActionTypes: false,
	conversionWindow: 'value',
});

/** Rows a second on one core, from what Meta sends (read from the emulator beforehand) to flat rows. */
export async function measureFlattening(): Promise<Flattening[]> {
	const emulator = await startEmulator();
	try {
		emulator.control.addAds({ ads: 20, daysAgo: 60 });
		return [
			await measure(emulator.url, 'Delivery', ['delivery']),
			await measure(emulator.url, 'Delivery, Conversions, E-Commerce', ['delivery', 'conversions', 'ecommerce']),
		];
	} finally {
		await emulator.close();
	}
}

async function measure(url: string, sets: string, fieldSets: string[]): Promise<Flattening> {
	const columns = settings(fieldSets);
	const query = new URLSearchParams({
		level: 'ad',
		time_increment: '1',
		date_preset: 'last_30d',
		breakdowns: 'age,gender',
		fields: requestedFields(columns).join(','),
		limit: String(ROWS),
	});
	const response = await fetch(`${url}/v26.0/act_1001000000000001/insights?${query}`, {
		headers: { authorization: 'Bearer EMULATOR' },
	});
	const { data } = (await response.json()) as { data: Record<string, unknown>[] };
	const facts = { currency: 'USD', timeZone: 'America/New_York', environment: 'emulator', now: Date.now() } as const;
	const flattener = new Flattener(columns, { ...facts, increment: 1 });
	const times = Array.from({ length: ROUNDS }, () => {
		const began = processor();
		for (const row of data) flattener.flatten(row);
		return processor() - began;
	});
	return { sets, columns: flattener.columns.length, rowsPerSecond: Math.round(data.length / median(times)) };
}
