import type { GraphObject } from '../../../nodes/shared/graph/object.ts';
import { reviewOf } from '../../../nodes/meta/review/adReview.ts';
import { pixelsOf, wantedPixel } from '../../../nodes/MetaAds/ad/tracking.ts';

// What a row says of a review, for every status Meta knows (Ad reference) and what may be hidden behind a pause.

const everywhere = { global: { 'Circumventing Systems': 'Ads must not evade review.' } };
const onInstagram = { placement_specific: { instagram: { PERSONAL_HEALTH: 'Ads must not promise a body.' } } };
const billing = {
	level: 'AD_SET',
	error_code: 1815869,
	error_summary: 'Budget too low',
	error_message: 'Raise the budget',
};

const states: Array<[status: string, more: GraphObject, state: string]> = [
	['ACTIVE', {}, 'approved'],
	['PREAPPROVED', {}, 'approved'],
	['PENDING_REVIEW', {}, 'in review'],
	['IN_PROCESS', {}, 'in process'],
	['PENDING_BILLING_INFO', {}, 'waiting for billing'],
	['DISAPPROVED', {}, 'rejected'],
	['DISAPPROVED', { ad_review_feedback: everywhere }, 'rejected'],
	['WITH_ISSUES', { issues_info: [billing] }, 'has issues'],
	['ARCHIVED', { ad_review_feedback: everywhere }, 'archived'],
	['DELETED', {}, 'deleted'],
	['A_STATUS_OF_TOMORROW', {}, 'unknown'],
	['ACTIVE', { ad_review_feedback: onInstagram }, 'partly rejected'],
	...['PAUSED', 'ADSET_PAUSED', 'CAMPAIGN_PAUSED'].flatMap((paused): Array<[string, GraphObject, string]> => [
		[paused, {}, 'no objections'],
		[paused, { ad_review_feedback: {} }, 'no objections'],
		[paused, { ad_review_feedback: everywhere }, 'rejected'],
		[paused, { ad_review_feedback: onInstagram }, 'partly rejected'],
		[paused, { issues_info: [billing] }, 'has issues'],
	]),
];

it.each(states)('%s with %j is “%s”', (status, more, state) => {
	expect(reviewOf({ effective_status: status, ...more }).state).toBe(state);
});

it('says what to do wherever there is something to do', () => {
	const idle = new Set(['approved', 'archived', 'deleted']);
	for (const [status, more, state] of states) {
		expect([state, reviewOf({ effective_status: status, ...more }).nextStep !== '']).toEqual([state, !idle.has(state)]);
	}
});

it('gives Meta’s text by policy and place, one line each', () => {
	const { feedback } = reviewOf({
		effective_status: 'DISAPPROVED',
		ad_review_feedback: { ...everywhere, ...onInstagram },
	});
	expect(feedback.split('\n')).toEqual([
		'Circumventing Systems. Ads must not evade review.',
		'Instagram: Personal health. Ads must not promise a body.',
	]);
});

it('tells an objection of several places once, and its texts as sentences', () => {
	const loans = { 'Financial Products': 'Ads must not promote loans.' };
	const texts = { PERSONAL_HEALTH: ['Too much text.', 'A body is promised.'] };
	const feedbackOf = (ad_review_feedback: GraphObject): string[] =>
		reviewOf({ effective_status: 'DISAPPROVED', ad_review_feedback }).feedback.split('\n');
	expect(feedbackOf({ placement_specific: { facebook: loans, instagram: { ...loans, ...texts } } })).toEqual([
		'Facebook, Instagram: Financial Products. Ads must not promote loans.',
		'Instagram: Personal health. Too much text. A body is promised.',
	]);
	expect(feedbackOf({ global: loans, placement_specific: { facebook: loans, instagram: texts } })).toEqual([
		'Financial Products. Ads must not promote loans.',
		'Instagram: Personal health. Too much text. A body is promised.',
	]);
});

it('blames no ad account for the issue of a creative, a page or of nobody named', () => {
	const issues = ['CREATIVE', 'AD_CREATIVE', 'PAGE', undefined].map((level) => ({ level, error_summary: 'Gone' }));
	expect(reviewOf({ effective_status: 'WITH_ISSUES', issues_info: issues }).issues.split('\n')).toEqual([
		'Creative: Gone. Give the ad another creative.',
		'Creative: Gone. Give the ad another creative.',
		'Page: Gone. Look at it in Ads Manager.',
		'Issue: Gone. Look at it in Ads Manager.',
	]);
});

it('says whose an issue is and where to mend it', () => {
	const account = { level: 'AD_ACCOUNT', error_summary: 'Payment failed.', error_message: 'Pay.' };
	expect(reviewOf({ effective_status: 'WITH_ISSUES', issues_info: [billing, account] }).issues.split('\n')).toEqual([
		'Ad set: Budget too low. Raise the budget. Change its ad set. (code 1815869)',
		'Account: Payment failed. Pay. Look at the ad account in Ads Manager.',
	]);
});

it('takes whatever else Meta sends without failing', () => {
	for (const odd of [null, undefined, 'text', 7, [], [null], { global: null, placement_specific: 'no' }]) {
		expect(reviewOf({ effective_status: 'ACTIVE', ad_review_feedback: odd }).feedback).toBe('');
		expect(() => reviewOf({ effective_status: 'ACTIVE', issues_info: odd })).not.toThrow();
	}
});

describe('tracking', () => {
	const click = { 'action.type': ['link_click'], post: ['1'] };
	const tracked = (pixel: unknown) => ({ 'action.type': ['offsite_conversion'], fb_pixel: pixel });

	it('replaces the pixel and keeps the other tracking', () => {
		const ad = { tracking_specs: [click, tracked(['111111'])] };
		const want = wantedPixel('222222', ad);
		expect(want.value).toEqual([click, tracked(['222222'])]);
		expect(want.shownBy(ad)).toBe(false);
		expect(want.shownBy({ tracking_specs: want.value })).toBe(true);
		expect([want.inWords(ad), want.inWords({ tracking_specs: want.value }), want.inWords({})]).toEqual([
			'111111',
			'222222',
			'none',
		]);
	});

	it('reads pixels as Meta spells them: in lists, alone, twice', () => {
		expect(pixelsOf({ tracking_specs: [tracked('111111'), tracked(['111111', '222222']), click, {}] })).toEqual([
			'111111',
			'222222',
		]);
		expect(pixelsOf({})).toEqual([]);
	});
});
