import type { Run } from './n8n/n8nCli.mts';

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

/** Rows as a text table whose columns are as wide as what stands in them. */
function table(head: string[], rows: string[][], widest: number): string {
	const cut = (text: string) => (text.length > widest ? `${text.slice(0, widest - 1)}…` : text);
	const lines = [head, ...rows].map((row) => row.map(cut));
	const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
	const print = (line: string[]) =>
		`  ${line
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd()}`;
	const [first, ...rest] = lines.map(print);
	return [first, `  ${widths.map((width) => '─'.repeat(width)).join('  ')}`, ...rest].join('\n');
}

/** What each step of a run gave, in the order the steps ran. */
export function runTable(run: Run): string {
	const runs = Object.entries(run.data.resultData.runData ?? {}).flatMap(([name, times]) =>
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
