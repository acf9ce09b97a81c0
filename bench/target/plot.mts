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

const text = (x: number, y: number, words: string, more = ''): string => `<text x="${x}" y="${y}" ${more}>${words}</text>`;

const height = (budget: number): number => TOP + HEIGHT * (1 - Math.log(Math.min(MOST, Math.max(LEAST, budget)) / LEAST) / Math.log(MOST / LEAST));

function panel({ title, curves }: Panel, index: number): string {
	const left = LEFT + index * (WIDTH + GAP);
	const days = curves[0].median.length;
	const x = (day: number): number => left + (day / days) * WIDTH;
	const points = (budgets: readonly number[]): string[] => [1, ...budgets].map((budget, day) => `${x(day).toFixed(1)},${height(budget).toFixed(1)}`);
	const grid = LINES.map((line) => `<line x1="${left}" x2="${left + WIDTH}" y1="${height(line).toFixed(1)}" y2="${height(line).toFixed(1)}" stroke="${line === 1 ? '#999' : '#ddd'}"/>${index === 0 ? text(left - 6, height(line) + 4, `${line} ×`, 'text-anchor="end"') : ''}`);
	const ticks = [0, 15, 30, 45, 60].map((day) => text(x(day), TOP + HEIGHT + 16, String(day), 'text-anchor="middle"'));
	const bands = curves.flatMap(({ color, band }) => (band ? [`<polygon fill="${color}" fill-opacity="0.18" points="${[...points(band.low), ...points(band.high).reverse()].join(' ')}"/>`] : []));
	const medians = curves.map(({ color, median }) => `<polyline fill="none" stroke="${color}" stroke-width="2" points="${points([...median]).join(' ')}"/>`);
	return [text(left, TOP - 12, title, 'font-weight="bold"'), ...grid, ...ticks, ...bands, ...medians].join('\n');
}

/** Median budgets by day, a panel for each true cost per result. */
export function plot(panels: readonly Panel[]): string {
	const width = LEFT + panels.length * (WIDTH + GAP);
	const bottom = TOP + HEIGHT + 36;
	const legend = panels[0].curves.map(({ name, color, band }, row) => {
		const y = bottom + 22 + row * 18;
		return `<line x1="${LEFT}" x2="${LEFT + 24}" y1="${y}" y2="${y}" stroke="${color}" stroke-width="3"/>${text(LEFT + 32, y + 4, `${name}${band ? ' (band: nine of ten ad sets)' : ''}`)}`;
	});
	const whole = bottom + 30 + legend.length * 18;
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" font-family="sans-serif" font-size="12" fill="#222">
<rect width="100%" height="100%" fill="#fff"/>
${panels.map(panel).join('\n')}
${text(LEFT, bottom, 'Day. Up: median budget in multiples of the first one, logarithmic')}
${legend.join('\n')}
</svg>
`;
}
