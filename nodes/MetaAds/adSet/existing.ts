import { isUndefined, omit, omitBy } from 'lodash';

import type { Once } from '../adObjects/judged';
import type { CreateAdSetParams } from './createForm';
import { partiesOf, targetingOf } from './creationRules';
import type { UpdateAdSetParams } from './updateForm';

/** What the form that creates an ad set says, for one that is there already. */

/** The form's values as Update has them. What runs goes on running: the status is for new ad sets. */
export function asUpdate(params: CreateAdSetParams, adSet: string): UpdateAdSetParams {
	const { adAccount, bidStrategy, bidAmount, roasFloor, dailyBudget, lifetimeBudget, endTime, options } = params;
	const more = omit(params.additionalFields, ['billingEvent', 'dynamicCreative', 'promotedObject']);
	const fields = { bidStrategy, bidAmount, roasFloor, dailyBudget, lifetimeBudget };
	const updateFields = omitBy(
		{ ...fields, ...more, ...partiesOf(params), endTime: endTime ?? more.endTime },
		isUndefined,
	);
	const { countries, advantageAudience, targeting } = params;
	const targetingFields = targeting.targetingJson
		? { targetingJson: targetingOf(params) }
		: { ...targeting, countries, advantageAudience };
	return { adAccount, adSet, updateFields, targeting: targetingFields, options };
}

/** What Update cannot change. */
export const once: readonly Once[] = [
	{ field: 'optimization_goal', at: ['optimizationGoal'] },
	{ field: 'destination_type', at: ['destinationType'] },
	{ field: 'promoted_object', at: ['optimizationGoal'], differs: 'comes with another promoted object than' },
	{ field: 'billing_event', at: ['additionalFields', 'billingEvent'] },
	{ field: 'is_dynamic_creative', at: ['additionalFields', 'dynamicCreative'] },
];
