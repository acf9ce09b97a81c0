/** Days after which every cell has been tried. */
const DAYS = 8;

const DAY = 24 * 3_600_000;

/**
 * Of a generated table the cells of the day (UTC): of every row some, and every cell within eight days. The whole table is run by
 * `npm run test:soak`, and by day with `FAULTS=whole`.
 *
 * @param rowOf what a cell is a case of
 */
export function sampled<Cell>(cells: readonly Cell[], rowOf: (cell: Cell) => string): Cell[] {
	if (process.env.FAULTS === 'whole') return [...cells];
	const today = Math.floor(Date.now() / DAY);
	const rows = [...new Set(cells.map(rowOf))];
	return rows.flatMap((row, number) => {
		const inRow = cells.filter((cell) => rowOf(cell) === row);
		const every = Math.min(DAYS, inRow.length);
		// Rows begin at different cells: neighbours are not all tried with the same fault on one day.
		return inRow.filter((_, index) => (index + number + today) % every === 0);
	});
}
