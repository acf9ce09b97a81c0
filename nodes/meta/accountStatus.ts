import { idOf } from '../shared/reading/cells';
import { byLabel, sayable, shortText } from '../shared/words';
import { entryOf } from '../shared/record';

interface StatusWords {
	readonly words: string;
	/** What to do; empty while ads run normally. */
	readonly advice: string;
}

/**
 * `account_status` (Marketing API, Ad Account reference). 201 and 202 exist for filters only and are never answered.
 */
const statuses: Readonly<Record<string, StatusWords>> = {
	1: { words: 'active', advice: '' },
	2: {
		words: 'disabled',
		advice: 'Open Business Support Home, read why Meta disabled the account, and ask for a review there.',
	},
	3: { words: 'unsettled', advice: 'Pay the open balance under Billing & payments. Ads stand still until it is paid.' },
	7: {
		words: 'pending risk review',
		advice: 'Meta is checking the account. Answer what Business Support Home asks for, then wait.',
	},
	8: {
		words: 'pending settlement',
		advice: 'A payment is under way. Check the payment method under Billing & payments.',
	},
	9: {
		words: 'in grace period',
		advice: 'A payment failed. Ads still run for some days: pay the balance under Billing & payments before they stop.',
	},
	100: {
		words: 'pending closure',
		advice: 'Somebody asked to close the account. Reopen it in Ads Manager if that was a mistake.',
	},
	101: {
		words: 'closed',
		advice: 'The account is closed. Use another ad account, or ask Meta’s support whether it can be reopened.',
	},
};

/**
 * `disable_reason` (Marketing API, Ad Account reference; 10 and later as clients in the field list them). In Meta's own
 * words where these are short for something Meta does not explain.
 */
const disableReasons = [
	'',
	'ads integrity policy',
	'ads IP review',
	'payment risk',
	'gray account shut down',
	'ads AFC review',
	'business integrity (RAR)',
	'permanently closed',
	'unused reseller account',
	'unused account',
	'umbrella ad account',
	'business manager integrity policy',
	'misrepresented ad account',
	'sharing with a legal entity ended',
	'CTX thread review',
	'compromised ad account',
];

export function statusWords(status: unknown): StatusWords {
	return (
		entryOf(statuses, status) ?? {
			words: sayable(status) === 'unknown' ? 'unknown status' : `unknown status ${shortText(sayable(status))}`,
			advice: 'Look at the account in Ads Manager.',
		}
	);
}

/** Why Meta disabled the account, in words; null while it has no reason. */
export function disableReasonWords(reason: unknown): string | null {
	if (reason === undefined || reason === null || String(reason) === '0') return null;
	return disableReasons[Number(idOf(reason))] || `reason ${sayable(reason)}`;
}

/** The statuses a list can be narrowed to. */
export const statusChoices = Object.entries(statuses)
	.map(([value, { words }]) => ({ name: words.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()), value }))
	.sort(byLabel);
