import { z } from 'zod';

import { problem } from '../../shared/node/params';
import { campaignSpec } from '../../shared/spec';
import { choice, valuesOf } from '../../shared/adObject/checks';
import { objectives, retiredCategories, specialAdCategories } from './choices';

export { amountParam, bidStrategyParam, labelsParam, momentParam, nameParam } from '../../shared/adObject/checks';

export const objectiveParam = choice(objectives);

/** One or more categories; `NONE` only by itself. */
export const specialAdCategoriesParam = z.array(z.string()).superRefine((categories, context) => {
	const known = valuesOf(specialAdCategories);
	const unknown = categories.find((category) => !known.includes(category));
	if (categories.length === 0) {
		problem(context, [], 'is empty', 'Choose None of These if the ads are about none of them; Meta wants it declared.');
	} else if (unknown !== undefined && retiredCategories[unknown] !== undefined) {
		problem(context, [], `cannot be ${unknown} any more`, `Meta has replaced it by ${retiredCategories[unknown]}.`);
	} else if (unknown !== undefined) {
		problem(context, [], `cannot be “${unknown}”`, `Use one or more of: ${known.join(', ')}.`);
	} else if (categories.length > 1 && categories.includes('NONE')) {
		problem(context, [], 'has None of These beside another category', 'Remove None of These.');
	}
});

export const countriesParam = z.array(z.enum(campaignSpec.SpecialAdCategoryCountry)).default([]);
