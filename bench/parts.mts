import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { N8nProgram } from '../demo/n8n/cache.mts';
import { installPacked } from '../demo/n8n/tarball.mts';
import type { Measured } from './measured.mts';
import { measureDescriptions } from './n8n/descriptions.mts';
import { measureFirstUse } from './n8n/firstUse.mts';
import { measureFullRecord } from './n8n/fullRecord.mts';
import { measureFiles, measureItems, measurePeaks } from './n8n/reports.mts';
import { measureRecipes } from './recipes/recipes.mts';
import { measurePickers } from './n8n/pickers.mts';
import { measureUpdates } from './n8n/statusUpdates.mts';
import { told } from './ownProcess.mts';
import { measureMillion, measureUploads } from './people/uploads.mts';

type Measure<Key extends keyof Measured> = (program: N8nProgram) => Promise<Measured[Key]>;

interface Part<Key extends keyof Measured = keyof Measured> {
	readonly title: string;
	readonly measure: Measure<Key>;
}

type Parts = { readonly [Key in keyof Measured]: Part<Key> };

const processorTime =
	<Key extends keyof Measured>(name: string): Measure<Key> =>
	async () =>
		await told<Measured[Key]>('processorTime.mts', [name]);

/** With the package installed as n8n does it, in a folder that is gone afterwards. */
const installed =
	<T,>(measure: (program: N8nProgram, packageFolder: string) => Promise<T>) =>
	async (program: N8nProgram): Promise<T> => {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-bench-'));
		try {
			return await measure(program, await installPacked(folder));
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	};

/** What can be measured by itself, in the order of a whole run. */
export const benchParts: Parts = {
	loadings: { title: 'Loading descriptions', measure: installed(measureDescriptions) },
	uses: { title: 'Using nodes for the first time', measure: installed(measureFirstUse) },
	pickers: { title: 'Opening lists of 5,000 campaigns', measure: measurePickers },
	updates: { title: 'Pausing 1,000 campaigns by either node', measure: measureUpdates },
	files: { title: 'Reading large reports into files', measure: measureFiles },
	peaks: { title: 'Reading a million rows into a file, six times', measure: measurePeaks },
	items: { title: 'Reading a report as items', measure: measureItems },
	recipes: { title: 'Running recipes with a table, a sheet and a database', measure: measureRecipes },
	flattenings: { title: 'Flattening rows', measure: processorTime('flattening') },
	contacts: { title: 'Hashing 1,000,000 contacts', measure: processorTime('contacts') },
	events: { title: 'Reading 100,000 events', measure: processorTime('events') },
	millionEvents: {
		title: 'Sending 1,000,000 events',
		measure: async () => await told('conversions/millionEvents.mts', [1_000_000]),
	},
	records: { title: 'Sending one event beside many that were sent', measure: measureFullRecord },
	uploads: { title: 'Sending contacts', measure: measureUploads },
	million: { title: 'Adding 1,000,000 contacts', measure: measureMillion },
	decisions: { title: 'Deciding 10,000 budget steps', measure: processorTime('decisions') },
};

export type PartName = keyof Measured;

const isPart = (name: string): name is PartName => Object.hasOwn(benchParts, name);

/**
 * The parts of these names; without a name all of them.
 *
 * @throws Error for a name that is no part's
 */
export function partsNamed(names: readonly string[]): PartName[] {
	const all = Object.keys(benchParts).filter(isPart);
	const strange = names.filter((name) => !isPart(name));
	if (strange.length > 0) throw new Error(`No part is called ${strange.join(', ')}. There are: ${all.join(', ')}.`);
	return names.length === 0 ? all : all.filter((name) => names.includes(name));
}
