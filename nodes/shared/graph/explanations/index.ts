import { access } from './access';
import { assets } from './assets';
import { audiences } from './audiences';
import { events } from './events';
import type { Explanation } from './explanation';
import { limitExplanations } from './limits';
import { objects } from './objects';
import { permissionExplanations } from './permissions';
import { values } from './values';

/** Passing trouble: last, so that a known cause is named first. */
const trouble: readonly Explanation[] = [
	{
		code: 100, // field (airbytehq/airbyte, pull request 37320): the same question is answered a moment later
		says: /weren't there while creating the report run/i,
		kind: 'temporary',
		message: 'Meta could not load the finished report just now',
		advice: 'Run the step again in a few minutes.',
	},
	{
		code: [1, 2],
		kind: 'temporary',
		message: 'Meta could not process the request just now',
		advice: 'Run the step again in a few minutes.',
	},
	{
		code: 2601,
		subcode: 1815107,
		kind: 'temporary',
		message: 'Meta could not load the finished report just now',
		advice: 'Run the step again in a few minutes.',
	}, // field
	{
		code: 2601,
		kind: 'temporary',
		message: 'Meta could not finish the report just now',
		advice: 'Run the step again in a few minutes.',
	}, // field
	{ code: -2, kind: 'temporary', message: 'Meta’s report failed', advice: 'Run the step again in a few minutes.' },
];

/**
 * Meta's errors by code and subcode, most specific first. Sources: Marketing API "Error codes" (error-reference) and
 * "Rate limiting" (overview/rate-limiting), Graph API "Handling errors". Rows marked "field" were reported by users or
 * other clients and not found in Meta's pages.
 */
export const explanations: readonly Explanation[] = [
	...access,
	...limitExplanations,
	...assets,
	...permissionExplanations,
	...objects,
	...audiences,
	...events,
	...values,
	...trouble,
];
