/**
 * Measures what the goals are about and writes bench/results.md: all of it, or the parts whose names are given
 * (`npm run bench -- files items`). What was measured is kept, so that the page has each part's last figures.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

import { N8N_VERSION, n8nProgram } from '../demo/n8n/cache.mts';
import { say, withProgress } from '../demo/progress.mts';
import { explain } from '../demo/trouble.mts';
import { pastRuns, withRun } from './page/goals.mts';
import { keptParts, measuredOf, settingsOfParts } from './page/kept.mts';
import { benchParts, partsNamed } from './parts.mts';
import { report } from './page/report.mts';

const inBench = (file: string): string => join(process.cwd(), 'bench', file);

/** The figures of the last runs, and all that was measured last. */
const FIGURES = inBench('figures.json');
const MEASURED = inBench('measured.json');

const read = async (file: string, none: string): Promise<unknown> =>
	JSON.parse(await readFile(file, 'utf8').catch(() => none));

const write = async (file: string, what: unknown): Promise<void> =>
	await writeFile(file, `${JSON.stringify(what, null, '\t')}\n`);

try {
	const names = partsNamed(process.argv.slice(2));
	const program = await n8nProgram();
	const day = new Date().toISOString().slice(0, 10);
	const kept = keptParts.parse(await read(MEASURED, '{}'));
	for (const name of names) {
		const { title, measure } = benchParts[name];
		const measured = await withProgress(title, async () => await measure(program));
		const load = loadavg()[0]?.toFixed(1) ?? '?';
		kept[name] = { setting: `${day}, n8n ${N8N_VERSION}, ${cpus().length} cores, load ${load}`, measured };
		// One that fails leaves what was measured before it.
		await write(MEASURED, kept);
	}
	const past = pastRuns.parse(await read(FIGURES, '[]'));
	const measurements = measuredOf(kept);
	const text = report(measurements, past, settingsOfParts(kept));
	await write(FIGURES, withRun(measurements, past, day));
	await writeFile(inBench('results.md'), text);
	say(`\n${text}\nWritten to bench/results.md`);
	process.exit(0);
} catch (error) {
	process.stderr.write(`\n${explain(error)}\n`);
	process.exit(1);
}
