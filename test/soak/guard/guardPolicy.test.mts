import {
	checkMonotone,
	checkOne,
	histories,
	playHistory,
	policies,
	requests,
	scenes,
} from '../../unit/guard/policyProperty.mts';
import * as fc from 'fast-check';

import { soak } from '../seeded.mts';

jest.setTimeout(900_000);

it('decisions of the budget guard keep every promise', async () => {
	await soak(
		'guard decisions',
		fc.record({ scene: scenes, request: requests, policy: policies }),
		async (one) => checkOne(one),
		200_000,
	);
});

it('wider settings of the budget guard never lead less far', async () => {
	const more = fc.bigInt({ min: 0n, max: 500_000n });
	await soak(
		'guard settings',
		fc.record({ scene: scenes, request: requests, policy: policies, more }),
		async (one) => checkMonotone(one),
		200_000,
	);
});

it('no history breaks a cap of the budget guard', async () => {
	await soak('guard histories', histories, async (one) => void playHistory(one), 20_000);
});
