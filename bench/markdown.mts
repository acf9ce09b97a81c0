import { readFile, writeFile } from 'node:fs/promises';

type Cells = ReadonlyArray<string | number>;

const row = (cells: Cells): string => `| ${cells.join(' | ')} |`;

export const table = (head: readonly string[], rows: readonly Cells[]): string =>
	[row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** Puts a text in its place in a page of docs/: between the comments that mark it. */
export async function writeSimulation(page: string, text: string, mark = 'simulation'): Promise<void> {
	const marks = new RegExp(`(<!-- ${mark} -->\\n)[\\s\\S]*(<!-- /${mark} -->)`);
	const whole = await readFile(page, 'utf8');
	await writeFile(
		page,
		whole.replace(marks, (_, start: string, end: string) => `${start}${text}\n${end}`),
	);
}
