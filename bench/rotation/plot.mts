import { gridLine, legendOf, picture, text } from '../svg.mts';

export interface Curve {
	readonly name: string;
	readonly color: string;
	/** Spend when paused, in targets, sorted; Infinity for never. */
	readonly spends: readonly number[];
}

export interface Panel {
	readonly title: string;
	readonly curves: readonly Curve[];
}

const [WIDTH, HEIGHT, LEFT, TOP, GAP] = [250, 190, 46, 40, 34];
const MOST = 40;
const STEPS = 80;

const share = (spends: readonly number[], limit: number): number =>
	spends.filter((spent) => spent <= limit).length / spends.length;

function panel({ title, curves }: Panel, index: number): string {
	const left = LEFT + index * (WIDTH + GAP);
	const [x, y] = [(spent: number) => left + (spent / MOST) * WIDTH, (part: number) => TOP + (1 - part) * HEIGHT];
	const lines = curves.map(({ color, spends }) => {
		const steps = Array.from({ length: STEPS + 1 }, (_, step) => (step / STEPS) * MOST);
		const points = steps.map((spent) => `${x(spent).toFixed(1)},${y(share(spends, spent)).toFixed(1)}`);
		return `<polyline fill="none" stroke="${color}" stroke-width="2" points="${points.join(' ')}"/>`;
	});
	const grid = [0, 0.25, 0.5, 0.75, 1].map((part) => {
		const label = index === 0 ? text(left - 6, y(part) + 4, `${part * 100} %`, 'text-anchor="end"') : '';
		return gridLine(left, left + WIDTH, y(part), '#ddd', label);
	});
	const ticks = [0, 10, 20, 30, 40].map((spent) =>
		text(x(spent), TOP + HEIGHT + 16, String(spent), 'text-anchor="middle"'),
	);
	const goal = `<line x1="${x(10)}" x2="${x(10)}" y1="${TOP}" y2="${TOP + HEIGHT}" stroke="#999" stroke-dasharray="4 3"/>`;
	return [text(left, TOP - 12, title, 'font-weight="bold"'), ...grid, goal, ...ticks, ...lines].join('\n');
}

/** Share of losers that are paused, by what they had spent. */
export function plot(panels: readonly Panel[]): string {
	const width = LEFT + panels.length * (WIDTH + GAP);
	const bottom = TOP + HEIGHT + 34;
	const legend = legendOf(panels[0]?.curves ?? [], LEFT, bottom + 22);
	const axis = text(LEFT, bottom, 'Spent by the loser when it was paused, in multiples of the target cost per result');
	return picture(width, bottom + 30 + legend.length * 18, [...panels.map(panel), axis, ...legend]);
}
