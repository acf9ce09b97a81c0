import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import {
	startEmulator,
	type Emulator,
	type EmulatorOptions,
	type LoggedRequest,
} from '../../../emulator/http/server.mts';
import { newlyMade } from '../../../nodes/shared/adObject/ifItExists/newlyMade.ts';
import { legacyUses } from '../report/legacyUses.mts';
import { byId, emulatorCredential, runNode, type NodeResult, type NodeRun } from './harness.mts';

/** What tests of campaigns share: one emulator a file, the form's values, and what was sent. */

export interface Bench {
	emulator: Emulator;
	/** Runs Meta Ads → Campaign in the USD account, unless the parameters say otherwise. */
	run(operation: string, parameters?: IDataObject, more?: Partial<NodeRun>): Promise<NodeResult>;
	/** Every Graph request, parts of batches included, the batches themselves left out. */
	sent(): LoggedRequest[];
	/** Requests that may have changed something; mere checks are not among them. */
	writes(): LoggedRequest[];
}

const isCheck = ({ params }: LoggedRequest): boolean => (params.execution_options ?? '').includes('validate_only');

/** The emulator of a file; every test starts from the seed, and sends nothing that Meta has ended for new apps. */
export function useBench(options?: EmulatorOptions): Bench {
	const bench = {
		run: async (operation, parameters = {}, more = {}) =>
			await runNode({
				credential: emulatorCredential(bench.emulator.url),
				...more,
				parameters: { resource: 'campaign', operation, adAccount: byId(ACCOUNTS.usd), ...parameters },
			}),
		sent: () => bench.emulator.log.filter(({ path }) => path !== ''),
		writes: () => bench.sent().filter((request) => request.method !== 'GET' && !isCheck(request)),
	} as Bench;
	beforeAll(async () => {
		bench.emulator = await startEmulator(options);
	});
	beforeEach(() => {
		bench.emulator.control.reset();
		newlyMade.clear();
	});
	afterEach(() => expect(legacyUses(bench.emulator.log)).toEqual([]));
	afterAll(async () => await bench.emulator.close());
	return bench;
}

/** Method and path in one, as a list of what happened. */
export const lines = (requests: readonly LoggedRequest[]): string[] =>
	requests.map(({ method, path }) => `${method} ${path}`);

/** A request's parameters with everything structured decoded. */
export function decoded({ params }: LoggedRequest): IDataObject {
	const decode = (text: string): unknown => (/^[[{]|^(true|false)$/.test(text) ? JSON.parse(text) : text);
	return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decode(value)])) as IDataObject;
}

/** What each output item says it came from. */
export const pairs = ({ outputs }: NodeResult, output = 0): unknown[] =>
	(outputs[output] ?? []).map(({ pairedItem }) => pairedItem);

/** The smallest campaign the form can create: a daily budget of 25.00 in the account's currency. */
export const newCampaign = (more: IDataObject = {}): IDataObject => ({
	name: 'Autumn sale',
	objective: 'OUTCOME_SALES',
	specialAdCategories: ['NONE'],
	budgetType: 'daily',
	dailyBudget: 25,
	...more,
});

/** Each item names its campaign. */
export const campaignOfItem = byId('={{ $json.campaign }}');

export const itemsFor = (ids: readonly string[], more: IDataObject = {}): IDataObject[] =>
	ids.map((campaign) => ({ campaign, ...more }));
