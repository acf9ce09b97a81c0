import { gridLine, legendOf, picture, text } from '../svg.mts';

export interface Curve {
	readonly name: string;
	readonly color: string;
	/** Median budget at the end of each day, in starting budgets. */
	readonly median: readonly number[];
	/** Between which nine of ten ad sets lie; drawn where given. */
	readonly band?: { readonly low: readonly number[]; readonly high: readonly number[] };
}

export interface Panel {
	readonly title: string;
	readonly curves: readonly Curve[];
}

const [WIDTH, HEIGHT, LEFT, TOP, GAP] = [250, 220, 54, 40, 30];
/** Multiples of the starting budget, on a logarithmic scale; beyond it lines run along the edge. */
const [LEAST, MOST] = [0.1, 10];
const LINES = [0.1, 0.25, 0.5, 1, 2, 4, 10];

function height(budget: number): number {
	const shown = Math.min(MOST, Math.max(LEAST, budget));
	return TOP + HEIGHT * (1 - Math.log(shown / LEAST) / Math.log(MOST / LEAST));
}

function panel({ title, curves }: Panel, index: number): string {
	const left = LEFT + index * (WIDTH + GAP);
	const days = curves[0]?.median.length ?? 0;
	const x = (day: number): number => left + (day / days) * WIDTH;
	const points = (budgets: readonly number[]): string[] =>
		[1, ...budgets].map((budget, day) => `${x(day).toFixed(1)},${height(budget).toFixed(1)}`);
	const grid = LINES.map((line) => {
		const label = index === 0 ? text(left - 6, height(line) + 4, `${line} ×`, 'text-anchor="end"') : '';
		return gridLine(left, left + WIDTH, height(line).toFixed(1), line === 1 ? '#999' : '#ddd', label);
	});
	const ticks = [0, 15, 30, 45, 60].map((day) => text(x(day), TOP + HEIGHT + 16, String(day), 'text-anchor="middle"'));
	const bands = curves.flatMap(({ color, band }) => {
		if (band === undefined) return [];
		const around = [...points(band.low), ...points(band.high).reverse()].join(' ');
		return [`<polygon fill="${color}" fill-opacity="0.18" points="${around}"/>`];
	});
	const medians = curves.map(
		({ color, median }) =>
			`<polyline fill="none" stroke="${color}" stroke-width="2" points="${points(median).join(' ')}"/>`,
	);
	return [text(left, TOP - 12, title, 'font-weight="bold"'), ...grid, ...ticks, ...bands, ...medians].join('\n');
}

/** Median budgets by day, a panel for each true cost per result. */
export function plot(panels: readonly Panel[]): string {
	const width = LEFT + panels.length * (WIDTH + GAP);
	const bottom = TOP + HEIGHT + 36;
	const named = (panels[0]?.curves ?? []).map(({ name, color, band }) => ({
		name: `${name}${band ? ' (band: nine of ten ad sets)' : ''}`,
		color,
	}));
	const legend = legendOf(named, LEFT, bottom + 22);
	const axis = text(LEFT, bottom, 'Day. Up: median budget in multiples of the first one, logarithmic');
	return picture(width, bottom + 30 + legend.length * 18, [...panels.map(panel), axis, ...legend]);
}
