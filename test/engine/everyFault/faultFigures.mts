import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { partition, sumBy, upperFirst } from 'lodash';

/** What runs of all calls came to, an operation a line: a run writes the lines of those it has struck. */

const PAGE = join('docs', 'development', 'every-fault.md');

interface Figure {
	/** The most calls that one step of it makes while something fails. */
	calls: number;
	strikes: number;
	broken: number;
}

const HEAD = `# Every call fails once

Each operation is run, and its first call fails; then its second, and so on until a run meets no fault. SQLite is
[tested so](https://www.sqlite.org/testing.html) with memory and discs. A call fails in nine ways: it is lost before Meta has it, or after; Meta is
unavailable, limits the calls, answers half a body, another shape or nothing; and the process ends before the call or after it. But for
the end of a process, a fault strikes once and for good.

After each strike: nothing is there twice, each row says what Meta holds, what was made is named, and the same step a day later does
what is left. \`npm run test:soak\` runs all of it, \`npm test\` a few of them and all that once found something. A run with
\`STRIKES=all FIGURES=1\` writes the lines of the operations it has struck; \`STEP=^campaign\` chooses them.

`;

const WORKFLOWS = `## Shipped workflows

Whole workflows run in n8n's engine; what steps of other systems do is stood in for. Their calls are struck by chance, as many in each:
\`WORKFLOW=^launch STRIKES=14 FIGURES=1\` strikes fourteen of each. \`npm run test:soak\` strikes all.

`;

const rowOf = (line: string): [string, Figure] | undefined => {
	const [, name, calls, strikes, broken] = /^\| ([\w.-]+) \| (\d+) \| (\d+) \| (\d+) \|$/.exec(line) ?? [];
	return name === undefined
		? undefined
		: [name, { calls: Number(calls), strikes: Number(strikes), broken: Number(broken) }];
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

	write(): void {
		const all = [...new Map([...figuresOnPage(), ...this.byOperation])].toSorted(([one], [other]) =>
			one.localeCompare(other, 'en'),
		);
		const [workflows, operations] = partition(all, ([name]) => isWorkflow(name));
		writeFileSync(PAGE, `${HEAD}${tableOf('operations', operations)}\n${WORKFLOWS}${tableOf('workflows', workflows)}`);
	}
}

const isWorkflow = (name: string): boolean => name.endsWith('.json');

function tableOf(what: string, lines: ReadonlyArray<readonly [string, Figure]>): string {
	const sum = (of: keyof Figure): number => sumBy(lines, ([, figure]) => figure[of]);
	return [
		`**${lines.length} ${what}, ${sum('strikes')} strikes, ${sum('broken')} that did not hold.**`,
		'',
		`| ${upperFirst(what.slice(0, -1))} | Most calls | Strikes | Did not hold |`,
		'| --- | --- | --- | --- |',
		...lines.map(([name, { calls, strikes, broken }]) => `| ${name} | ${calls} | ${strikes} | ${broken} |`),
		'',
	].join('\n');
}
