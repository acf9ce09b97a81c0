import { gates } from '../../gates/gates';
import { ANY_CODE, type Explanation } from './explanation';

const keptOut = {
	kind: 'permission',
	message: 'Leads Access Manager keeps this app from the leads of the page',
	advice:
		'In Business settings → Integrations → Leads access, choose the page and assign the app under CRMs. Only the page’s owner can.',
} as const;

/**
 * What keeps somebody from lead forms and leads. But for Leads Access Manager, Meta gives one code and names the reason in its text.
 * The text is in English (as clients in the field have been answered).
 */
export const leads: readonly Explanation[] = [
	{ ...keptOut, code: 103 }, // field: a code of its own, in any language
	{ ...keptOut, code: ANY_CODE, says: /leads? access manager/i },
	{
		code: 10,
		says: /insufficient privileges on the page/i,
		gate: 'pageTasks',
		kind: 'permission',
		message: 'The credential’s user may not see the leads of this page',
		advice: 'In Business settings, open the page and give the user the tasks Ads and Leads on it.',
	},
	{
		code: 100,
		subcode: 1815089,
		kind: 'permission',
		message: 'The page has not accepted Meta’s lead generation terms',
		gate: 'leadTerms',
		advice: gates.leadTerms.remedy,
	},
];
