import '../support/lives/fakeTime.mts';
import { newAdSet } from '../support/adSets.mts';
import { newCampaign, useBench } from '../support/campaigns.mts';
import type { Step } from '../cancel/steps.mts';
import { strike, usualOf, waysToFail } from './everyFault.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

jest.setTimeout(240_000);

/** A create that uses what is there: whichever call fails, the run and the next one make one object, and never two. */

const options = { ifItExists: 'use' };
const steps: readonly Step[] = [
	{ name: 'campaign.create, unless there', form: newCampaign({ options }) },
	{ name: 'adSet.create, unless there', form: newAdSet({ options }) },
];
const everyday = waysToFail.filter(({ way, length }) => length === 'once' && /after|cut|shape/.test(way));
const struck = process.env.STRIKES === 'all' ? waysToFail : everyday;
const MOST_CALLS = 40;

const bench = useBench();

it.each(steps)('$name: one, in two runs', async (step) => {
	const found: unknown[] = [];
	let strikes = 0;
	for (const way of struck) {
		const usual = await usualOf(bench, step);
		expect(usual.made).toBe(1);
		for (let nth = 1; nth <= MOST_CALLS; nth++) {
			const broken = await strike(bench, step, usual, { ...way, nth });
			if (broken === null) break;
			strikes += 1;
			if (broken.length > 0) found.push({ ...way, nth, broken });
		}
	}
	expect(strikes).toBeGreaterThan(10);
	expect(found).toEqual([]);
});
