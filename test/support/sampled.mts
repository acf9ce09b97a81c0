import type { Parameters } from 'fast-check';
import groupBy from 'lodash/groupBy.js';

/** Days after which every cell has been tried. */
const DAYS = 8;

/**
 * Which share of generated cases is drawn, in one run the same all along: `jest.config.js` sets the variable to the day (UTC)
 * on which the run began. `CELLS=20788` takes those of another day, and `CELLS=whole` all, as `npm run test:soak` does.
 */
const drawn = (): string => {
	const { CELLS } = process.env;
	if (CELLS === undefined || !/^(whole|\d+)$/.test(CELLS))
		throw new Error(`CELLS is whole or a day’s number, not ${CELLS}`);
	// A test that fails says how to run it on another day (test/runtime/drawnCells.js).
	Object.assign(globalThis, { hasDrawnCells: true });
	return CELLS;
};

/**
 * Of a generated table the cells of the day: of every row some, and every cell within eight days. What a person has written
 * by name is no cell, and runs every day.
 *
 * @param rowOf what a cell is a case of
 */
export function sampled<Cell>(cells: readonly Cell[], rowOf: (cell: Cell) => string): Cell[] {
	const day = drawn();
	if (day === 'whole') return [...cells];
	return Object.values(groupBy(cells, rowOf)).flatMap((inRow, number) => {
		const every = Math.min(DAYS, inRow.length);
		// Rows begin at different cells: neighbours are not all tried with the same fault on one day.
		return inRow.filter((_, index) => (index + number + Number(day)) % every === 0);
	});
}

/** Of the runs of a property test an eighth, other ones each day. */
export function sampledRuns(numRuns: number): Parameters<unknown> {
	const day = drawn();
	return day === 'whole' ? { numRuns } : { numRuns: Math.ceil(numRuns / DAYS), seed: Number(day) };
}
