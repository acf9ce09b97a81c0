import { gateNames, gates } from '../../../nodes/shared/gates/gates.ts';

/** Writes the second half of docs/gates.md from the table of gates. */

const BEGIN = '<!-- gates: written by npm run update -->';

/** Columns are code on the page, and plain words in a row. */
const withCode = (text: string): string =>
	text.replace(/(?<=^The columns? (?:\w+ and )?)\w+/g, '`$&`').replace(/^The columns? /, '');

const sentence = (text: string): string => text.replace(/\.?$/, '.');

function section(name: (typeof gateNames)[number]): string {
	const { name: heading, blocks, look, remedy, takes } = gates[name];
	const facts = [
		`**Blocks:** ${sentence(blocks)}`,
		`**See:** ${sentence(withCode(look))}`,
		`**Fix:** ${remedy.replace(/accountStatusAdvice/, '`$&`')}`,
		`**Time:** ${sentence(takes)}`,
	];
	return `### ${heading}\n\n${facts.join('\\\n')}`;
}

export function withGates(page: string): string {
	const [written = ''] = page.split(BEGIN);
	return `${written.trimEnd()}\n\n${BEGIN}\n\n## Every gate\n\n${gateNames.map(section).join('\n\n')}\n`;
}
