import { Workbench } from '../../test/e2e/browser/workbench.mts';
import { openSpreadsheet } from '../../test/e2e/outside/spreadsheet.mts';
import { startPostgres } from '../../test/e2e/places/postgres.mts';

/** Milliseconds of every call to Meta. */
export const RECIPE_LATENCY = 150;
export const RECIPE_CAMPAIGNS = 40;
const ADS_OF_CAMPAIGN = 2;
const TRIGGER = 'Every morning';

/** A recipe from Meta to where its rows are kept. */
export interface RecipeTime {
	name: string;
	/** Whether the rows were there already. */
	again: boolean;
	rows: number;
	/** Of all steps together. */
	seconds: number;
	/** Of those of this package. */
	ours: number;
	/** The step that took longest, with its seconds. */
	longest: readonly [step: string, seconds: number];
}

const recipes = [
	{ name: 'Data Table', file: 'daily-report-to-table.json' },
	{ name: 'Google Sheets', file: 'daily-report-to-sheets.json' },
	{ name: 'PostgreSQL', file: 'report-to-postgres.json' },
] as const;

async function runRecipe(
	bench: Workbench,
	name: string,
	{ id, own }: { id: string; own: ReadonlySet<string> },
	again: boolean,
): Promise<RecipeTime> {
	const { status, error, steps, rows } = await bench.run(id, TRIGGER, 600_000);
	if (status !== 'success') throw new Error(`${name} ended with ${status}: ${error}`);
	const times = Object.entries(steps).map(
		([step, runs]) => [step, runs.reduce((sum, run) => sum + run.executionTime, 0) / 1000] as const,
	);
	const secondsOf = (some: typeof times): number => some.reduce((sum, [, seconds]) => sum + seconds, 0);
	return {
		name,
		again,
		rows: [...own].reduce((sum, step) => sum + rows(step).length, 0),
		seconds: secondsOf(times),
		ours: secondsOf(times.filter(([step]) => own.has(step))),
		longest: times.reduce((most, one) => (one[1] > most[1] ? one : most)),
	};
}

/** Recipes as they are shipped, in a real n8n, each twice: its rows are new, then all of them are there. */
async function allRecipes(bench: Workbench): Promise<RecipeTime[]> {
	const { control } = bench.emulator;
	for (let number = 1; number <= RECIPE_CAMPAIGNS; number++)
		control.addAds({ ads: ADS_OF_CAMPAIGN, name: `Campaign ${number}` });
	control.setLatency(RECIPE_LATENCY, 0);
	const measured: RecipeTime[] = [];
	for (const { name, file } of recipes) {
		const own = new Set<string>();
		const id = await bench.bring(file, (workflow) => {
			for (const { name: step, type } of workflow.nodes) if (type.startsWith('n8n-nodes-meta-ads.')) own.add(step);
			return workflow;
		});
		for (const again of [false, true]) measured.push(await runRecipe(bench, name, { id, own }, again));
	}
	return measured;
}

export async function measureRecipes(): Promise<RecipeTime[]> {
	const sheet = await openSpreadsheet(['Report']);
	const database = await startPostgres();
	const bench = await Workbench.open({ own: true, hosts: { 'sheets.googleapis.com': sheet.url } });
	try {
		await bench.credential('googleSheetsOAuth2Api', sheet.credential);
		await bench.credential('postgres', database.credential);
		return await allRecipes(bench);
	} finally {
		await bench.close();
		await database.close();
		await sheet.close();
	}
}
