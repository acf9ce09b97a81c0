import * as fc from 'fast-check';

import { approvalOf, reviewEvents, type ReviewEntry } from '../../../nodes/meta/review/approval.ts';

// Whether an ad counts as approved: what decides if another may make room for it.

const at = (day: number | null, eventType: string): ReviewEntry => ({ at: day, eventType });
const everywhere = { global: { 'Circumventing Systems': 'Ads must not evade review.' } };
const onInstagram = { placement_specific: { instagram: { PERSONAL_HEALTH: 'Ads must not promise a body.' } } };
const issue = { level: 'AD', error_summary: 'Post is gone' };

const cases: Array<[title: string, ad: Record<string, unknown>, log: ReviewEntry[], approved: boolean]> = [
	['runs', { effective_status: 'ACTIVE' }, [], true],
	['is approved ahead of its start', { effective_status: 'PREAPPROVED' }, [], true],
	['runs where Meta did not object', { effective_status: 'ACTIVE', ad_review_feedback: onInstagram }, [], true],
	['runs with issues', { effective_status: 'ACTIVE', issues_info: [issue] }, [], false],
	...[
		'PENDING_REVIEW',
		'IN_PROCESS',
		'DISAPPROVED',
		'WITH_ISSUES',
		'PENDING_BILLING_INFO',
		'ARCHIVED',
		'DELETED',
		'A_STATUS_OF_TOMORROW',
	].map((status): (typeof cases)[number] => [
		`is ${status}, whatever the log says`,
		{ effective_status: status },
		[at(1, 'ad_review_approved')],
		false,
	]),
	...['PAUSED', 'ADSET_PAUSED', 'CAMPAIGN_PAUSED'].flatMap((status): typeof cases => [
		[`is ${status} and was never reviewed`, { effective_status: status }, [], false],
		[
			`is ${status} and was made, then approved`,
			{ effective_status: status },
			[at(2, 'ad_review_approved'), at(1, 'create_ad')],
			true,
		],
		[
			`is ${status} and got another creative after its approval`,
			{ effective_status: status },
			[at(2, 'ad_review_approved'), at(3, 'update_ad_creative')],
			false,
		],
		[
			`is ${status}, and its ad set other targeting`,
			{ effective_status: status },
			[at(2, 'ad_review_approved'), at(3, 'update_ad_set_target_spec')],
			false,
		],
		[
			`is ${status} and was edited in the same second`,
			{ effective_status: status },
			[at(2, 'ad_review_approved'), at(2, 'update_ad_creative')],
			false,
		],
		[
			`is ${status} and approved again after an edit`,
			{ effective_status: status },
			[at(2, 'ad_review_approved'), at(3, 'update_ad_creative'), at(4, 'ad_review_approved')],
			true,
		],
		[
			`is ${status} and was declined last`,
			{ effective_status: status },
			[at(2, 'ad_review_approved'), at(3, 'ad_review_declined')],
			false,
		],
		[
			`is ${status} and was approved at a time that nobody can read`,
			{ effective_status: status },
			[at(null, 'ad_review_approved')],
			false,
		],
		[
			`is ${status} and was edited at a time that nobody can read`,
			{ effective_status: status },
			[at(2, 'ad_review_approved'), at(null, 'update_ad_creative')],
			false,
		],
		[
			`is ${status} with objections, whatever the log says`,
			{ effective_status: status, ad_review_feedback: everywhere },
			[at(9, 'ad_review_approved')],
			false,
		],
		[
			`is ${status} with objections somewhere`,
			{ effective_status: status, ad_review_feedback: onInstagram },
			[at(9, 'ad_review_approved')],
			false,
		],
	]),
];

it.each(cases)('an ad that %s', (_title, ad, log, approved) => {
	expect(approvalOf(ad, log)).toEqual({ approved, reason: expect.stringMatching(/^[A-Z].*\.$/) });
});

it('is not moved towards yes by anything but an approval, and by no order of the log', () => {
	const entry = fc.record({
		eventType: fc.constantFrom(...reviewEvents, 'update_ad_run_status'),
		at: fc.option(fc.integer({ min: 1, max: 6 })),
	});
	fc.assert(
		fc.property(fc.array(entry), entry, (log, more) => {
			const before = approvalOf({ effective_status: 'PAUSED' }, log).approved;
			expect(approvalOf({ effective_status: 'PAUSED' }, [...log].reverse()).approved).toBe(before);
			if (more.eventType !== 'ad_review_approved' && !before)
				expect(approvalOf({ effective_status: 'PAUSED' }, [...log, more]).approved).toBe(false);
		}),
	);
});
