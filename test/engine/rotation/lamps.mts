import type { IDataObject } from 'n8n-workflow';

import { logEndOfReview } from '../../../emulator/ads/adActivities.mts';
import type { Ad } from '../../../emulator/world/adObjectModel.mts';
import { ADS } from '../../../emulator/world/seedIds.mts';
import type { Bench } from '../support/campaigns.mts';

/** Ads of one ad set for tests of the rotation, and their rows as Meta Insights gives them. */

export const [LIVE, STAND_BY] = [ADS.eurNoBudget1, ADS.eurPaused];
export const DAY = 86_400_000;

/** A day by the ad account's calendar. */
export const dayBefore = (days: number): string =>
	new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin' }).format(Date.now() - days * DAY);

/** From the oldest day to yesterday. */
export const dailyRows = (id: string, count: number, figures: (index: number) => IDataObject): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		ad_id: id,
		ad_name: 'Lamp',
		date_start: dayBefore(count - index),
		date_stop: dayBefore(count - index),
		...figures(index),
	}));

/** A second ad that runs next to the first, in each test. */
export function useSecondLamp(bench: Bench) {
	let second: Ad;
	beforeEach(() => {
		const { world } = bench.emulator;
		const first = world.get('Ad', LIVE);
		second = world.add({ ...first, id: world.newId('Ad'), name: 'Second lamp', status: 'ACTIVE', labels: [] });
	});
	const ad = (id: string): Ad => bench.emulator.world.get('Ad', id);
	return {
		ad,
		second: () => second,
		statuses: (): string[] => [LIVE, second.id, STAND_BY].map((id) => ad(id).status),
		approve: (id: string, daysAgo = 0): void =>
			logEndOfReview(bench.emulator.world, ad(id), Date.now() - daysAgo * DAY),
	};
}
