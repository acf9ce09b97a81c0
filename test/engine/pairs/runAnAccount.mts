import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { Workers } from '../guardMonth/guardProcess.mts';
import { byId } from '../support/harness.mts';
import { OPEN } from './features.mts';
import { isOpen, PairWorld, subjects } from './pairWorld.mts';

/** The steps of `workflows/run-an-account.json`, switched on and run at their hours on one account. */

interface Step {
	readonly name: string;
	readonly parameters: IDataObject;
}

const nodes = (
	JSON.parse(readFileSync(join(__dirname, '../../../workflows/run-an-account.json'), 'utf8')) as { nodes: Step[] }
).nodes;
/** As the file has it, but switched on. */
const stepOf = (name: string): IDataObject => {
	const { options, ...parameters } = nodes.find((node) => node.name === name)!.parameters;
	return {
		...parameters,
		dryRun: false,
		dryRunInEditor: false,
		options: { ...(options as IDataObject), validateOnly: false, maxWait: 0 },
	};
};

export interface AccountRun {
	readonly world: PairWorld;
	/** Of the plan. */
	readonly spent: number;
	readonly broken: readonly string[];
}

/** @param plan of February, with which it begins; the file's own is an example. @returns what was spent of it, too */
export async function runAnAccount(days: number, seed: number, plan: number): Promise<AccountRun> {
	const world = await PairWorld.begin(seed, 0, OPEN);
	const processes = new Workers(1);
	const broken: string[] = [];
	const campaign = byId(world.adSet('fair').campaign.id);
	try {
		for (let hour = 0; hour < days * 24; hour++) {
			const clock = hour % 24;
			if (clock === 5) for (const { id } of subjects) world.emulator.control.setLearning(id, 'SUCCESS');
			// Every hour would find nothing to do between these.
			if ([0, OPEN.from, 14, OPEN.until].includes(clock))
				await world.run(
					'Run on schedule',
					'ads',
					subjects.map(({ id }) => ({ ...stepOf('Run on schedule'), adSet: byId(id) })),
				);
			if (clock === 6) {
				const rows = world.report('adset').map(({ adset_id: id, date_start: since, date_stop: until, ...row }) => {
					const { spend: cost, results, clicks } = row;
					return {
						...stepOf('Stop loss'),
						numbersFrom: 'own',
						adSet: byId(String(id)),
						cost,
						results,
						clicks,
						since,
						until,
						reportComplete: true,
					};
				});
				await world.run('Stop loss', 'guard', rows);
				await world.run(
					'Rotate ads',
					'ads',
					[{ ...stepOf('Rotate ads'), campaign, reportFrom: 'items' }],
					world.report('ad'),
				);
			}
			if (clock === 9)
				await world.run('Adjust budgets', 'guard', [{ ...stepOf('Adjust budgets'), plan: String(plan) }]);
			for (const { key } of subjects)
				if (!isOpen(OPEN, clock) && world.adSet(key).status === 'ACTIVE') broken.push(`“${key}” runs at ${clock}`);
			world.live();
		}
		const spent = subjects.reduce((sum, { id }) => sum + world.spent(id, '2027-02-01', '2027-02-28'), 0);
		return { world, spent: spent / plan, broken };
	} finally {
		processes.end();
		await world.end();
	}
}
