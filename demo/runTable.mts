import type { Run } from './n8nCli.mts';
import { table } from './table.mts';

/** Facts a person looks for first; what an item has of them is shown, in this order. */
const TELLING = [
	'error',
	'accountName',
	'problems',
	'name',
	'status',
	'dailyBudget',
	'lifetimeBudget',
	'currency',
	'changed',
	'deleted',
];

function fact(item: Record<string, unknown>): string {
	const scalars = Object.entries(item).filter(
		([, value]) => ['string', 'number', 'boolean'].includes(typeof value) && value !== '',
	);
	const telling = TELLING.flatMap((key) => scalars.filter(([name]) => name === key));
	return (telling.length > 0 ? telling : scalars.slice(0, 4))
		.map(([key, value]) => `${key}: ${String(value)}`)
		.join(', ');
}

/** What each step of a run gave, in the order the steps ran. */
export function runTable(run: Run): string {
	const runs = Object.entries(run.data.resultData.runData).flatMap(([name, times]) =>
		times.map((time) => ({ name, time })),
	);
	runs.sort((a, b) => a.time.executionIndex - b.time.executionIndex);
	const rows = runs.map(({ name, time }) => {
		const items = (time.data?.main ?? []).flatMap((output) => output ?? []);
		const first = items[0] ? fact(items[0].json) : '';
		const result = time.error?.message ?? (items.length > 1 ? `${first} … and ${items.length - 1} more` : first);
		return [name, time.executionStatus, String(items.length), result];
	});
	return table(['Step', 'Status', 'Items', 'Result'], rows, 90);
}
