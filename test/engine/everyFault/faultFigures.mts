import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { partition, sumBy, upperFirst } from 'lodash';

import { unplayedWorkflows } from './shippedWorkflows.mts';

/** What runs of all calls came to, an operation a line: a run writes the lines of those it has struck. */

const PAGE = join('docs', 'development', 'every-fault.md');

interface Figure {
	/** The most calls that one step of it makes while something fails. */
	calls: number;
	strikes: number;
	broken: number;
	/** All that there are; of operations always. */
	isWhole?: boolean;
}

const HEAD = `# Every call fails once

Each operation is run, and its first call fails; then its second, and so on until a run meets no fault. SQLite is
[tested so](https://www.sqlite.org/testing.html) with memory and discs. A call fails in nine ways: it is lost before Meta has it, or after; Meta is
unavailable, limits the calls, answers half a body, another shape or nothing; and the process ends before the call or after it. But for
the end of a process, a fault strikes once and for good. A create is also refused once, and is answered once with the ID of
another object, made or not: nothing may build on that one, and the failure has the IDs of what is half made.

After each strike: nothing is there twice, no write goes to another’s object, each row says what Meta holds, what was made is named, and the same step a day later does
what is left. \`npm run test:soak\` runs all of it, \`npm test\` a few of them and all that once found something. A run with
\`STRIKES=all FIGURES=1\` writes the lines of the operations it has struck; \`STEP=^campaign\` chooses them. Operations that call nobody have no line.

`;

const WORKFLOWS = `## Shipped workflows

Whole workflows run in n8n's engine. What steps of other systems do is stood in for; an agent has no model and asks each of its tools once. A workflow
that begins with _Meta Ads Trigger_ is struck in its look: a lead or a change comes out of this look or the next, once. Where a line says _whole_, a run
has failed each of its calls in each way. The others are samples by chance, of as many calls as their line says. \`npm run test:soak\` strikes 40 of each,
others each time, with \`STRIKES=all\` all; \`WORKFLOW=^launch STRIKES=14 FIGURES=1\` strikes fourteen of some and writes their lines.

`;

const UNPLAYED = `
Not played: ${Object.entries(unplayedWorkflows)
	.map(([file, why]) => `\`${file}\`, as ${why}`)
	.join('; ')}. The two hubs begin behind their Webhook step, which calls nobody.
`;

const rowOf = (line: string): [string, Figure] | undefined => {
	const [, name, calls, strikes, whole, broken] =
		/^\| ([\w.-]+) \| (\d+) \| (\d+)(, whole)? \| (\d+) \|$/.exec(line) ?? [];
	if (name === undefined) return undefined;
	return [
		name,
		{ calls: Number(calls), strikes: Number(strikes), broken: Number(broken), isWhole: whole !== undefined },
	];
};

function figuresOnPage(): Map<string, Figure> {
	const lines = existsSync(PAGE) ? readFileSync(PAGE, 'utf8').split('\n') : [];
	return new Map(
		lines.flatMap((line) => [rowOf(line) ?? []].filter((row) => row.length > 0) as Array<[string, Figure]>),
	);
}

export const operationsOnPage = (): string[] => [...figuresOnPage().keys()];

export class FaultFigures {
	private readonly byOperation = new Map<string, Figure>();

	get operations(): number {
		return this.byOperation.size;
	}

	count(operation: string, nth: number, broken: number): void {
		const figure = this.byOperation.get(operation) ?? { calls: 0, strikes: 0, broken: 0 };
		figure.calls = Math.max(figure.calls, nth);
		figure.strikes += 1;
		figure.broken += broken;
		this.byOperation.set(operation, figure);
	}

	/** Nothing of it is left to strike. */
	completes(workflow: string): void {
		const figure = this.byOperation.get(workflow);
		if (figure !== undefined) figure.isWhole = true;
	}

	write(): void {
		const all = [...new Map([...figuresOnPage(), ...this.byOperation])].toSorted(([one], [other]) =>
			one.localeCompare(other, 'en'),
		);
		const [workflows, operations] = partition(all, ([name]) => isWorkflow(name));
		writeFileSync(
			PAGE,
			`${HEAD}${tableOf('operations', operations)}\n${WORKFLOWS}${tableOf('workflows', workflows)}${UNPLAYED}`,
		);
	}
}

const isWorkflow = (name: string): boolean => name.endsWith('.json');

function tableOf(what: string, lines: ReadonlyArray<readonly [string, Figure]>): string {
	const sum = (of: 'strikes' | 'broken'): number => sumBy(lines, ([, figure]) => figure[of]);
	return [
		`**${lines.length} ${what}, ${sum('strikes')} strikes, ${sum('broken')} that did not hold.**`,
		'',
		`| ${upperFirst(what.slice(0, -1))} | Most calls | Strikes | Did not hold |`,
		'| --- | --- | --- | --- |',
		...lines.map(([name, { calls, strikes, broken, isWhole }]) =>
			[`| ${name}`, calls, `${strikes}${isWhole ? ', whole' : ''}`, `${broken} |`].join(' | '),
		),
		'',
	].join('\n');
}
