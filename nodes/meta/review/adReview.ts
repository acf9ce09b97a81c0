import { upperFirst } from 'lodash';

import type { GraphObject } from '../../shared/graph/object';
import { textCell } from '../../shared/reading/cells';
import { entryOf, isRecord, type Json } from '../../shared/record';
import { inPlainWords, sayable } from '../../shared/words';

/**
 * What Meta's review says of an ad, in plain words (Marketing API: Ad reference, `effective_status`,
 * `ad_review_feedback`, `issues_info`).
 */
export interface Review {
	readonly state: ReviewState;
	/** One line an objection: where, the policy, Meta's text. */
	readonly feedback: string;
	/** One line an issue: whose it is, Meta's text, where to correct it. */
	readonly issues: string;
	/** What to do now, a sentence; empty where there is nothing. */
	readonly nextStep: string;
}

/** Workflows compare with these. */
export type ReviewState =
	| 'approved'
	| 'partly rejected'
	| 'rejected'
	| 'in review'
	| 'in process'
	| 'has issues'
	| 'waiting for billing'
	| 'no objections'
	| 'archived'
	| 'deleted'
	| 'unknown';

const nextSteps: Readonly<Record<ReviewState, string>> = {
	approved: '',
	'partly rejected':
		'The ad runs where Meta did not object. To run everywhere, replace the creative with one that fixes what the feedback names, or request another review in Account Quality.',
	rejected:
		'Replace the creative with one that fixes what the feedback names, which sends the ad to review again. Or request another review in Account Quality.',
	'in review': 'Wait: most reviews end within a day. Ask again later.',
	'in process':
		'Wait a few minutes: Meta is still processing the last change. The ad exists, so don’t create it again. Ask again later.',
	'has issues': 'Fix these issues. Until then Meta may not deliver the ad.',
	'waiting for billing': 'In Billing & Payments, add a payment method to the ad account or pay the balance due.',
	'no objections':
		'The ad does not run because it, its ad set or its campaign is paused. Whether its review has ended shows once it may run.',
	archived: '',
	deleted: '',
	unknown: 'Meta shows a status this version of the node does not know. Look at the ad in Ads Manager.',
};

const settledStates: Readonly<Record<string, ReviewState>> = {
	DISAPPROVED: 'rejected',
	PENDING_REVIEW: 'in review',
	IN_PROCESS: 'in process',
	WITH_ISSUES: 'has issues',
	PENDING_BILLING_INFO: 'waiting for billing',
	ARCHIVED: 'archived',
	DELETED: 'deleted',
};

/** Effective statuses of ads that run, and of those that a pause of the ad or above it holds. */
export const running: ReadonlySet<string> = new Set(['ACTIVE', 'PREAPPROVED']);
export const pausedStatuses: ReadonlySet<string> = new Set(['PAUSED', 'ADSET_PAUSED', 'CAMPAIGN_PAUSED']);

/** A pause of the ad or above it can hide the review in `effective_status`: what else Meta shows decides then. */
function stateOf(status: string, everywhere: number, somewhere: number, issues: number): ReviewState {
	const alone = entryOf(settledStates, status);
	if (alone !== undefined) return alone;
	if (!running.has(status) && !pausedStatuses.has(status)) return 'unknown';
	if (everywhere > 0) return running.has(status) ? 'partly rejected' : 'rejected';
	if (somewhere > 0) return 'partly rejected';
	if (issues > 0) return 'has issues';
	return running.has(status) ? 'approved' : 'no objections';
}

const inWords = (name: string): string => upperFirst(inPlainWords(name).trim());

/** Meta's text for a policy; a list of texts is several sentences. */
function textOf(issueTexts: unknown): string {
	if (Array.isArray(issueTexts)) return issueTexts.map(textOf).join(' ');
	return typeof issueTexts === 'string' ? issueTexts.trim() : JSON.stringify(issueTexts ?? '');
}

/** Policies and Meta's text for each, one line each; a text alone (field) is one objection without a policy. */
function objections(feedback: unknown): string[] {
	if (typeof feedback === 'string') return feedback.trim() === '' ? [] : [feedback.trim()];
	return Object.entries(isRecord(feedback) ? feedback : {}).map(([policy, issueTexts]) => {
		const name = /[a-z]/.test(policy) && !policy.includes('_') ? policy : inWords(policy);
		return `${name}. ${textOf(issueTexts)}`.trim();
	});
}

/** An objection of several placements is one line, and one that holds everywhere is not told once more (as read in public clients). */
function objectionsByPlace(feedback: unknown, everywhere: readonly string[]): string[] {
	const places = new Map<string, string[]>();
	for (const [place, policies] of Object.entries(isRecord(feedback) ? feedback : {}))
		for (const text of objections(policies)) places.set(text, [...(places.get(text) ?? []), inWords(place)]);
	return [...places]
		.filter(([text]) => !everywhere.includes(text))
		.map(([text, names]) => `${names.join(', ')}: ${text}`);
}

const levels: Readonly<Record<string, readonly [whose: string, repair: string]>> = {
	AD: ['Ad', 'Change the ad or its creative.'],
	AD_SET: ['Ad set', 'Change its ad set.'],
	CAMPAIGN: ['Campaign', 'Change its campaign.'],
	// As recorded of an ad whose post is gone.
	CREATIVE: ['Creative', 'Give the ad another creative.'],
	ACCOUNT: ['Account', 'Look at the ad account in Ads Manager.'],
};

/** A level that is not here is named as Meta does: an issue of a page must not blame the ad account. */
const levelIn = (level: unknown): readonly [whose: string, repair: string] => {
	const name = textCell(level)?.replace(/^AD_(?=CREATIVE$|ACCOUNT$)/, '') ?? '';
	return entryOf(levels, name) ?? [name === '' ? 'Issue' : inWords(name), 'Look at it in Ads Manager.'];
};

function issueLine(issue: unknown): string {
	const {
		level,
		error_code: code,
		error_summary: summary,
		error_message: message,
	} = isRecord(issue) ? issue : ({} as Json);
	const [whose, repair] = levelIn(level);
	const issueTexts = [textCell(summary), textCell(message)]
		.filter((part) => part !== null)
		.map((part) => part.replace(/\.?$/, '.'));
	return `${whose}: ${issueTexts.join(' ')} ${repair}${code === undefined ? '' : ` (code ${sayable(code)})`}`;
}

export function reviewOf({
	effective_status: status,
	ad_review_feedback: feedback,
	issues_info: issuesInfo,
}: GraphObject): Review {
	const { global, placement_specific: byPlacement } = isRecord(feedback) ? feedback : ({} as Json);
	const everywhere = objections(global);
	const somewhere = objectionsByPlace(byPlacement, everywhere);
	const issues = (Array.isArray(issuesInfo) ? issuesInfo : []).map(issueLine);
	const state = stateOf(String(status), everywhere.length, somewhere.length, issues.length);
	return {
		state,
		feedback: [...everywhere, ...somewhere].join('\n'),
		issues: issues.join('\n'),
		nextStep: nextSteps[state],
	};
}
