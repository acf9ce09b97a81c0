import { z } from 'zod';

import { problem } from '../../shared/node/params';
import { adPromotedObjectSpec } from '../../shared/spec';
import { bidStrategyParam } from '../../shared/adObject/checks';
import { attributions } from './choices';

export { amountParam, labelsParam, momentParam, nameParam } from '../../shared/adObject/checks';

export const strategyParam = bidStrategyParam;

/** A name as Meta writes it. Which ones fit is checked with the campaign, or by Meta. */
export const upperCaseName = z
	.string()
	.trim()
	.superRefine((name, context) => {
		if (name === '') problem(context, [], 'is empty', 'Choose one from the list. If an expression fills the field, it came out empty for this item.');
		else if (!/^[A-Z][A-Z0-9_]*$/.test(name)) problem(context, [], `cannot be “${name}”`, 'Use Meta’s own name, in capitals, such as LINK_CLICKS.');
	});

export const conversionEventParam = z.enum(adPromotedObjectSpec.CustomEventType);

export const attributionParam = z.enum(attributions.map(({ value }) => value) as [string, ...string[]]);

/** Meta takes at most 512 characters (Marketing API, Ad Set reference, `dsa_beneficiary` and `dsa_payor`). */
export const euNameParam = z.string().trim().min(1).max(512);

export const storeUrlParam = z
	.string()
	.trim()
	.superRefine((url, context) => {
		if (url !== '' && !/^https?:\/\/\S+$/i.test(url)) problem(context, [], 'is not an address', 'Copy the address of the app’s page in its store; it starts with https://.');
	});
