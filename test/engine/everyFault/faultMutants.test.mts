import '../support/lives/fakeTime.mts';
import type * as MakeTestModule from '../../../nodes/MetaAds/ad/splitTest/makeTest.ts';
import type { ChangePlan, GraphChange } from '../../../nodes/shared/graph/writes/change.ts';
import type * as ChangeModule from '../../../nodes/shared/graph/writes/changeAll.ts';
import type * as CreateModule from '../../../nodes/shared/graph/writes/create.ts';
import { useBench } from '../support/campaigns.mts';
import { steps, type Step } from '../cancel/steps.mts';
import { strike, usualOf, type Strike, type Way } from './everyFault.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Mistakes that somebody could make. Failing every call has to find each; without them it finds nothing. */
let mistake: 'none' | 'no look' | 'no proof' | 'no names' = 'none';

jest.mock('../../../nodes/MetaAds/ad/splitTest/makeTest', (): typeof MakeTestModule => {
	const real = jest.requireActual<typeof MakeTestModule>('../../../nodes/MetaAds/ad/splitTest/makeTest.ts');
	return {
		...real,
		// What is made of a test that ends in the middle is named nowhere.
		makeTestAds: async (session, plan, parts) =>
			await real.makeTestAds(session, plan, mistake === 'no names' ? [] : parts),
	};
});

jest.mock('../../../nodes/shared/graph/writes/create', (): typeof CreateModule => {
	const real = jest.requireActual<typeof CreateModule>('../../../nodes/shared/graph/writes/create.ts');
	return {
		...real,
		// A create whose answer was lost is sent once more.
		createAll: async (client, creations, options) => {
			const results = await real.createAll(client, creations, options);
			if (mistake !== 'no look') return results;
			const again = results.map(async (result, at) =>
				result.failure?.kind === 'outcomeUnknown' || ('found' in result && result.found)
					? (await real.createAll(client, [creations[at]!], options))[0]!
					: result,
			);
			return await Promise.all(again);
		},
	};
});

jest.mock('../../../nodes/shared/graph/writes/changeAll', (): typeof ChangeModule => {
	const real = jest.requireActual<typeof ChangeModule>('../../../nodes/shared/graph/writes/changeAll.ts');
	const unproven = (change: GraphChange): GraphChange => ({
		...change,
		plan: (...states): ChangePlan | Error => {
			const plan = change.plan(...states);
			return plan instanceof Error ? plan : { ...plan, unproven: () => [] };
		},
	});
	return {
		...real,
		// No matter what the object shows, the change counts as done.
		changeAll: async (client, changes, options) =>
			await real.changeAll(client, mistake === 'no proof' ? changes.map(unproven) : changes, options),
	};
});

jest.setTimeout(240_000);

const bench = useBench();

/** More than any of these makes. */
const MOST_CALLS = 60;

/** The first call whose loss shows the mistake, as the sentence says it. */
async function firstCall(step: Step, fault: Omit<Strike, 'nth'>, sentence: RegExp): Promise<number | undefined> {
	const usual = await usualOf(bench, step);
	for (let nth = 1; nth <= MOST_CALLS; nth++) {
		const broken = await strike(bench, step, usual, { ...fault, nth });
		if (broken === null) return undefined;
		if (broken.some((one) => sentence.test(one))) return nth;
	}
	return undefined;
}

it.each([
	// First: its report has fixed days, and each strike moves the clock on by hours.
	['no proof', 'ad.rotate', 'other shape', /^says that it is done, and it is not$/],
	['no look', 'customConversion.create', 'lost after', /^made 2 instead of 1$/],
	['no look', 'ad.createFromPost', 'lost after', /^made \d instead of \d$/],
	['no look', 'ad.createFromFile', 'lost after', /^made \d instead of \d$/],
	['no look', 'ad.splitTest', 'lost after', /^made \d+ instead of \d+$/],
	['no names', 'ad.splitTest', 'unavailable', /^made something it does not name$/],
	['no proof', 'campaign.pause', 'other shape', /^says that it is done, and it is not$/],
	['no proof', 'step.adjustBudget', 'other shape', /^says that it is done, and it is not$/],
	['no proof', 'step.stopLoss', 'other shape', /^says that it is done, and it is not$/],
] as const)('finds a write with %s: %s', async (mistaken, name, way, sentence) => {
	const step = steps.find((one) => one.name === name && one.form.dryRun !== true)!;
	// A run that gets through in the end has a row for all.
	const fault = { way: way as Way, length: mistaken === 'no names' ? 'for good' : 'once' } as const;
	mistake = mistaken;
	const nth = await firstCall(step, fault, sentence);
	mistake = 'none';
	expect(nth).toBeDefined();
	expect(await strike(bench, step, await usualOf(bench, step), { ...fault, nth: nth! })).toEqual([]);
});
