import { logEndOfReview } from '../../emulator/ads/adActivities.mts';
import type { Emulator } from '../../emulator/http/server.mts';
import { ACCOUNTS, AD_SETS, ADS } from '../../emulator/world/seedIds.mts';

/** What some example workflows look for, in the emulated accounts: without it they would end with nothing to show. */
export function setTheScene({ world }: Emulator): void {
	const account = world.get('AdAccount', ACCOUNTS.usd);
	// Rotate creatives: an approved ad that waits with the label "next".
	const next = world.get('Ad', ADS.usdCboA2);
	const label = {
		kind: 'AdLabel' as const,
		id: world.newId('AdLabel'),
		name: 'next',
		account,
		createdTime: Date.now(),
	};
	next.labels = [...next.labels, world.add(label)];
	logEndOfReview(world, next, world.clock.now());
	// Reports by country: more than one.
	world.get('AdSet', AD_SETS.usdCboA).targeting.geo_locations = { countries: ['US', 'CA', 'GB'] };
	// Balance watchdog: 43.22 EUR are left.
	const limited = world.get('AdAccount', ACCOUNTS.eur);
	limited.spendCap = limited.amountSpent + 4_322;
}
