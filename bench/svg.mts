/** What the plots of the simulations have in common. */

export const text = (x: number, y: number, words: string, more = ''): string =>
	`<text x="${x}" y="${y}" ${more}>${words}</text>`;

/** A line across a panel, with its words at the left where there are any. */
export function gridLine(left: number, right: number, y: number | string, stroke: string, label = ''): string {
	return `<line x1="${left}" x2="${right}" y1="${y}" y2="${y}" stroke="${stroke}"/>${label}`;
}

interface Line {
	readonly name: string;
	readonly color: string;
}

/** A line of its colour and its name for each curve, the first one in the first row. */
export const legendOf = (curves: readonly Line[], left: number, top: number): string[] =>
	curves.map(({ name, color }, row) => {
		const y = top + row * 18;
		const line = `<line x1="${left}" x2="${left + 24}" y1="${y}" y2="${y}" stroke="${color}" stroke-width="3"/>`;
		return `${line}${text(left + 32, y + 4, name)}`;
	});

export function picture(width: number, height: number, parts: readonly string[]): string {
	const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
	return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="12" fill="#222">
<rect width="100%" height="100%" fill="#fff"/>
${parts.join('\n')}
</svg>
`;
}
