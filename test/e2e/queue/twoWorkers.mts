import { Workbench } from '../browser/workbench.mts';

let opening: Promise<Workbench> | undefined;

/**
 * n8n in queue mode with two workers, the same one for all who ask: PostgreSQL, Redis and three processes of n8n take longer to start than
 * most of what is shown with them. The emulated world begins again each time.
 */
export async function twoWorkers(): Promise<Workbench> {
	opening ??= Workbench.open({ workers: 2 });
	const bench = await opening;
	await bench.beginWorld();
	return bench;
}

export async function closeTwoWorkers(): Promise<void> {
	await (await opening)?.close();
}
