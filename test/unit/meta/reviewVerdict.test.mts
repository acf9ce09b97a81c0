import fc from 'fast-check';

import { reviewVerdictOf } from '../../../nodes/meta/review/verdict.ts';
import { reviewEvents, type ReviewEntry } from '../../../nodes/meta/review/approval.ts';

// The verdict on an ad, given its status, Meta's objections and the account's log.

const objections = { global: { 'Personal attributes': 'Ads must not imply personal attributes.' } };
const somewhere = { placement_specific: { instagram: { 'Personal health': 'No.' } } };
const entry = (eventType: string, at: number) => ({ eventType, at }) satisfies ReviewEntry;
const approved = entry('ad_review_approved', 200);
const declined = entry('ad_review_declined', 200);
const edit = (at: number) => entry('update_ad_creative', at);
const targeting = (at: number) => entry('update_ad_set_target_spec', at);

const statuses = [
	'ACTIVE',
	'PREAPPROVED',
	'PAUSED',
	'ADSET_PAUSED',
	'CAMPAIGN_PAUSED',
	'PENDING_REVIEW',
	'DISAPPROVED',
	'IN_PROCESS',
	'WITH_ISSUES',
	'PENDING_BILLING_INFO',
	'A_STATUS_OF_TOMORROW',
];

describe.each([
	['ACTIVE', undefined, [], 'approved', false],
	['PREAPPROVED', undefined, [], 'approved', false],
	['ACTIVE', somewhere, [], 'approved', false],
	['PAUSED', undefined, [], 'still pending', false],
	['PAUSED', undefined, [approved], 'approved', false],
	['PAUSED', undefined, [approved, edit(100)], 'approved', false],
	['PAUSED', undefined, [approved, edit(300)], 'still pending', false],
	['ADSET_PAUSED', undefined, [targeting(300), approved], 'still pending', false],
	['PAUSED', undefined, [approved, entry('ad_review_declined', 300)], 'still pending', false],
	['PAUSED', objections, [], 'rejected', true],
	['PAUSED', objections, [declined], 'rejected', true],
	['PAUSED', objections, [declined, edit(300)], 'still pending', false],
	['CAMPAIGN_PAUSED', somewhere, [declined], 'rejected', true],
	['DISAPPROVED', undefined, [], 'rejected', true],
	['DISAPPROVED', objections, [declined, edit(300)], 'rejected', true],
	['PENDING_REVIEW', undefined, [approved], 'still pending', false],
	['IN_PROCESS', undefined, [approved], 'still pending', false],
	['WITH_ISSUES', undefined, [approved], 'still pending', true],
	['PENDING_BILLING_INFO', undefined, [], 'still pending', true],
	['A_STATUS_OF_TOMORROW', undefined, [approved], 'still pending', true],
] as const)('%s with %j and the log %j', (status, feedback, log, verdict, needsYou) => {
	it(`is ${verdict}`, () => {
		const found = reviewVerdictOf({ effective_status: status, ad_review_feedback: feedback }, log);
		expect([found.verdict, found.needsYou]).toEqual([verdict, needsYou]);
		expect(found.reason).toMatch(/^[A-Z].*\.$/);
	});
});

it('never tells to create again what Meta is still working on', () => {
	expect(reviewVerdictOf({ effective_status: 'IN_PROCESS' }, []).nextStep).toContain('don’t create it again');
});

const anyLog = fc.array(
	fc.record({ eventType: fc.constantFrom(...reviewEvents), at: fc.integer({ min: 1, max: 20 }) }),
	{ maxLength: 8 },
);
const anyFeedback = fc.constantFrom(undefined, {}, objections, somewhere);

/** What has been delivered was approved. */
const APPROVALS = ['ad_review_approved', 'first_delivery_event'];

it('approves a paused ad only with an approval newer than every edit and decline, and without objections', () => {
	fc.assert(
		fc.property(fc.constantFrom(...statuses, 'ANYTHING'), anyFeedback, anyLog, (status, feedback, log) => {
			const { verdict } = reviewVerdictOf({ effective_status: status, ad_review_feedback: feedback }, log);
			if (verdict !== 'approved' || ['ACTIVE', 'PREAPPROVED'].includes(status)) return;
			const newest = log.reduce(
				(last, one) => (one.at > last.at || (one.at === last.at && !APPROVALS.includes(one.eventType)) ? one : last),
				entry('', 0),
			);
			expect([status.includes('PAUSED'), newest.eventType, Object.keys(feedback ?? {})]).toEqual([
				true,
				expect.stringMatching(APPROVALS.join('|')),
				[],
			]);
		}),
	);
});

it('is the same in whatever order the log comes', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...statuses),
			anyFeedback,
			anyLog.chain((log) => fc.tuple(fc.constant(log), fc.shuffledSubarray(log, { minLength: log.length }))),
			(status, feedback, [log, shuffled]) => {
				const ad = { effective_status: status, ad_review_feedback: feedback };
				expect(reviewVerdictOf(ad, shuffled)).toEqual(reviewVerdictOf(ad, log));
			},
		),
	);
});
