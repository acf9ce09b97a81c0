/** Rows as a text table whose columns are as wide as what stands in them. */
export function table(head: string[], rows: string[][], widest = 60): string {
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
