import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { N8nProgram } from '../../demo/n8n/cache.mts';
import { emulatorCredential } from '../../demo/n8n/emulatorCredential.mts';
import { executeWorkflow, importCredentials, importWorkflows } from '../../demo/n8n/n8nCli.mts';
import { say } from '../../demo/progress.mts';
import { installPacked } from '../../demo/n8n/tarball.mts';
import { startEmulator, type Emulator } from '../../emulator/http/server.mts';
import { processor } from '../processor.mts';
import { plainItems, writePlainNode } from './plainItems.mts';
import { counted, done, httpRequest, ours, splitOut, workflowOf, type Step } from './reportSteps.mts';

/** Milliseconds of every call. */
export const REPORT_LATENCY = 150;
/** Seconds Meta takes to prepare a run of the large report, in this model; Meta says up to an hour. */
export const JOB_SECONDS = 30;
export const DAYS = 90;
/** Calls this package has under way at once for one account. */
export const CONCURRENCY = 8;

export interface ReportTime {
	name: string;
	rows: number;
	seconds: number;
	/** Calls that brought rows. */
	pages: number;
	calls: number;
	/** Most memory the n8n process held, bytes. */
	peak: number;
	/** Of one core, what the emulator took of the time; it has a process of its own. */
	emulatorShare: number;
	/** Seconds of the job and of ⌈pages ÷ concurrency⌉ × latency: no way takes less. */
	bound?: number;
}

interface Bench {
	program: N8nProgram;
	userFolder: string;
	emulator: Emulator;
}

/**
 * @param report the step whose rows are counted, after those that make them
 * @param heap how Node is to limit n8n's heap; as it does by itself without
 */
async function measure(
	{ program, userFolder, emulator }: Bench,
	name: string,
	steps: Step[],
	report: Step,
	heap = '',
): Promise<ReportTime> {
	emulator.log.length = 0;
	const peakFile = join(userFolder, 'peak.txt');
	const preload = join(process.cwd(), 'bench', 'n8n', 'peakMemory.mts');
	const env = {
		PEAK_MEMORY_FILE: peakFile,
		NODE_OPTIONS: `--no-warnings ${heap} --import="${preload}"`,
		// Files go to disk, as n8n recommends for anything large and as its queue mode needs.
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_AVAILABLE_BINARY_DATA_MODES: 'filesystem',
		N8N_CUSTOM_EXTENSIONS: join(userFolder, PLAIN_FOLDER),
	};
	const place = { program, userFolder, env };
	const workflow = workflowOf([...steps, report, done(emulator), counted(emulator, report.name)]);
	await importWorkflows(place, [workflow]);
	// What n8n prints of tens of thousands of items breaks off where its process ends, so its end is heard of by a call.
	const began = processor();
	const printed = await executeWorkflow(place, workflow.id).then(({ output }) => output, String);
	const spent = processor() - began;
	const [first] = emulator.log;
	const [last, count] = emulator.log.slice(-2);
	if (!first || !last || count?.params.rows === undefined)
		throw new Error(`${name} did not finish:\n${printed.slice(-4_000)}`);
	// Calls are noted when they are answered: the first one's latency belongs to the time, the last one's does not.
	const seconds = (Date.parse(last.at) - Date.parse(first.at)) / 1000;
	return {
		name,
		rows: Number(count.params.rows),
		seconds,
		emulatorShare: spent / seconds,
		pages: emulator.log.filter(({ method, path }) => method === 'GET' && path.endsWith('/insights')).length,
		calls: emulator.log.length - 2,
		peak: Number(await readFile(peakFile, 'utf8')),
	};
}

const told = ({ name, rows, seconds }: ReportTime): string => `  ${name}: ${rows} rows in ${seconds.toFixed(1)} s`;

/** A large account, made anew: `ads` with numbers on every day of the report. */
function makeAccount(emulator: Emulator, ads: number, jobSeconds?: number): void {
	emulator.control.reset();
	emulator.control.addAds({ ads, daysAgo: DAYS + 30 });
	emulator.control.setInsights({ jobSeconds });
	emulator.control.setLatency(REPORT_LATENCY, 0);
}

const bound = ({ pages }: ReportTime): number => JOB_SECONDS + (Math.ceil(pages / CONCURRENCY) * REPORT_LATENCY) / 1000;

/** 94,000, 376,000 and a million rows. */
const FILES = [50, 200, 532];
const MILLION_ADS = 532;
const MILLION_RUNS = 5;
/** MB of heap that Node gives a process of a server with 1 GB by itself: half of its memory. */
export const SMALL_SERVER_HEAP_MB = 512;
/** Ads and days whose rows n8n still takes as items. */
export const ITEMS = { ads: 80, days: 30 };
export const HTTP_PAGE = 500;
const PLAIN_FOLDER = 'plain';

/** An n8n with the package and an emulator, for as long as the measurements take. */
async function inN8n(
	program: N8nProgram,
	measurements: (bench: Bench) => Promise<ReportTime[]>,
): Promise<ReportTime[]> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-bench-'));
	const emulator = await startEmulator();
	const bench = { program, userFolder, emulator };
	try {
		await installPacked(userFolder);
		await writePlainNode(join(userFolder, PLAIN_FOLDER));
		await importCredentials(bench, [emulatorCredential(emulator.url)]);
		return await measurements(bench);
	} finally {
		await emulator.close();
		await rm(userFolder, { recursive: true, force: true });
	}
}

/** Growing reports into a file. */
export const measureFiles = async (program: N8nProgram): Promise<ReportTime[]> =>
	await inN8n(program, async (bench) => {
		const files: ReportTime[] = [];
		for (const ads of FILES) {
			makeAccount(bench.emulator, ads, JOB_SECONDS);
			const time = await measure(bench, `${ads} ads × ${DAYS} days`, [], ours(DAYS, 'csv'));
			files.push({ ...time, bound: bound(time) });
			say(told(time));
		}
		return files;
	});

/** A million rows into a file five times, and once more with the heap of a small server. */
export const measurePeaks = async (program: N8nProgram): Promise<ReportTime[]> =>
	await inN8n(program, async (bench) => {
		const peaks: ReportTime[] = [];
		for (const heap of [...Array<string>(MILLION_RUNS).fill(''), `--max-old-space-size=${SMALL_SERVER_HEAP_MB}`]) {
			makeAccount(bench.emulator, MILLION_ADS, JOB_SECONDS);
			const name = heap === '' ? `run ${peaks.length + 1}` : `heap of a server with 1 GB (${SMALL_SERVER_HEAP_MB} MB)`;
			const time = await measure(bench, name, [], ours(DAYS, 'csv'), heap);
			peaks.push({ ...time, bound: bound(time) });
			say(`${told(time)}, ${(time.peak / 1024 ** 2).toFixed(0)} MB`);
		}
		return peaks;
	});

/** The same rows as items by either node; and as many items of a node that only makes them. */
export const measureItems = async (program: N8nProgram): Promise<ReportTime[]> =>
	await inN8n(program, async (bench) => {
		const { emulator } = bench;
		makeAccount(emulator, ITEMS.ads);
		const mine = await measure(bench, 'this package', [], ours(ITEMS.days, 'items'));
		const theirs = [httpRequest(emulator, ITEMS.days, HTTP_PAGE)];
		return [
			mine,
			await measure(bench, "n8n's HTTP Request node and Split Out", theirs, splitOut),
			await measure(bench, 'a node that only makes as many items', [], plainItems(mine.rows)),
		];
	});
