import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

import { N8N_VERSION, n8nProgram } from '../demo/n8n/cache.mts';
import { say, withProgress } from '../demo/progress.mts';
import { installPacked } from '../demo/n8n/tarball.mts';
import { explain } from '../demo/trouble.mts';
import type { Decisions } from './decisions.mts';
import { measureDescriptions } from './n8n/descriptions.mts';
import { measureFirstUse } from './n8n/firstUse.mts';
import type { Flattening } from './flattening.mts';
import { pastRuns, withRun } from './goals.mts';
import { told } from './ownProcess.mts';
import type { Events } from './conversions/events.mts';
import type { MillionEvents } from './conversions/millionEvents.mts';
import type { Contacts } from './people/contacts.mts';
import { report } from './report.mts';
import { measureReports } from './n8n/reports.mts';
import { measureUpdates } from './n8n/statusUpdates.mts';
import { measureMillion, measureUploads } from './people/uploads.mts';

const processorTime =
	<T,>(name: string) =>
	async (): Promise<T> =>
		await told<T>('processorTime.mts', [name]);

/** The figures of the last runs. */
const FIGURES = join(process.cwd(), 'bench', 'figures.json');

try {
	const program = await n8nProgram();
	const { loadings, uses } = await withProgress('Loading nodes', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-bench-'));
		try {
			const installed = await installPacked(folder);
			return {
				loadings: await measureDescriptions(program, installed),
				uses: await measureFirstUse(program, installed),
			};
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	});
	const updates = await withProgress(
		'Pausing 1,000 campaigns by either node',
		async () => await measureUpdates(program),
	);
	const reports = await withProgress('Reading large reports', async () => await measureReports(program));
	const flattenings = await withProgress('Flattening rows', processorTime<Flattening[]>('flattening'));
	const contacts = await withProgress('Hashing 1,000,000 contacts', processorTime<Contacts>('contacts'));
	const events = await withProgress('Reading 100,000 events', processorTime<Events>('events'));
	const millionEvents = await withProgress(
		'Sending 1,000,000 events',
		async () => await told<MillionEvents>('conversions/millionEvents.mts', [1_000_000]),
	);
	const uploads = await withProgress('Sending contacts', measureUploads);
	const million = await withProgress('Adding 1,000,000 contacts', measureMillion);
	const decisions = await withProgress('Deciding 10,000 budget steps', processorTime<Decisions>('decisions'));
	const setting = `n8n ${N8N_VERSION}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1) ?? '?'}`;
	const measurements = {
		...{ loadings, uses, updates, reports, flattenings, contacts, events },
		...{ millionEvents, uploads, million, decisions },
	};
	const past = pastRuns.parse(JSON.parse(await readFile(FIGURES, 'utf8').catch(() => '[]')));
	const text = report(measurements, past, setting);
	const runs = withRun(measurements, past, new Date().toISOString().slice(0, 10));
	await writeFile(FIGURES, `${JSON.stringify(runs, null, '\t')}\n`);
	await writeFile(join(process.cwd(), 'bench', 'results.md'), text);
	say(`\n${text}\nWritten to bench/results.md`);
	process.exit(0);
} catch (error) {
	process.stderr.write(`\n${explain(error)}\n`);
	process.exit(1);
}
