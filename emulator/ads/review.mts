import type { Ad, Review, ReviewFeedback } from '../world/adObjectModel.mts';
import type { User } from '../world/basics.mts';
import type { World } from '../world/world.mts';
import { logEndOfReview, logIntoReview } from './adActivities.mts';
import type { Verdict } from './reviewScript.mts';

/** Said when a scripted verdict brings no feedback of its own. Keys are policy names (spec object AdgroupReviewFeedback). */
const DEFAULT_FEEDBACK: ReviewFeedback = {
	global: { 'Circumventing systems': 'Ads must not use tactics intended to circumvent our ad review process.' },
	placement_specific: {
		facebook: { 'Personal health': 'Ads must not imply or attempt to generate negative self-perception.' },
	},
};

/** What the words of an ad's name and creative are objected to for, or undefined. */
export function objectionTo(world: World, creativeId: string, name = ''): ReviewFeedback | undefined {
	const creative = world.find(creativeId);
	const adText = `${name} ${creative?.kind === 'AdCreative' ? JSON.stringify(creative.fields) : ''}`.toLowerCase();
	const objections = Object.entries(world.reviewScript.words).filter(([word]) => adText.includes(word.toLowerCase()));
	if (objections.length === 0) return undefined;
	return { global: Object.fromEntries(objections.map(([word, policy]) => [policy, `The ad says “${word}”.`])) };
}

/** A paused ad's review can be put off; switched on, it is reviewed as any other. */
const isPutOff = (world: World, ad: Ad): boolean =>
	ad.status === 'PAUSED' && (ad.review.pausedUntil ?? 0) > world.clock.now();

/** New ads, edited creatives and edited targeting are reviewed (Meta: ad review); until the end they are PENDING_REVIEW. */
export function sendToReview(world: World, ad: Ad, creator?: User): void {
	if (ad.status === 'DELETED' || ad.status === 'ARCHIVED') return;
	const { state, feedback, seconds } = world.verdict;
	const objection = objectionTo(world, ad.creativeId, ad.name);
	const now = world.clock.now();
	const { pausedSeconds } = world.reviewScript;
	ad.review = {
		state: 'PENDING_REVIEW',
		dueAt: now + seconds * 1000,
		...(pausedSeconds === undefined ? {} : { pausedUntil: now + pausedSeconds * 1000 }),
		verdict: objection
			? { state: 'DISAPPROVED', feedback: objection }
			: { state, feedback: state === 'DISAPPROVED' ? (feedback ?? DEFAULT_FEEDBACK) : undefined },
	};
	logIntoReview(world, ad, creator, seconds * 1000);
	world.inReview.add(ad);
	settleReviews(world);
}

/** Ends the reviews whose time has come; called before every request. */
export function settleReviews(world: World): void {
	const now = world.clock.now();
	for (const ad of world.inReview) {
		const { dueAt = Number.POSITIVE_INFINITY, verdict } = ad.review;
		if ((dueAt > now || isPutOff(world, ad)) && ad.status !== 'DELETED') continue;
		world.inReview.delete(ad);
		if (ad.status === 'DELETED') continue;
		finish(
			world,
			ad,
			verdict ?? { state: 'APPROVED' },
			Math.max(dueAt, ad.status === 'PAUSED' ? (ad.review.pausedUntil ?? 0) : 0),
		);
	}
}

function finish(world: World, ad: Ad, { state, feedback }: NonNullable<Review['verdict']>, at: number): void {
	ad.review = { state, feedback };
	logEndOfReview(world, ad, at);
}

/** The control route: for one ad, or for every ad now in review and to come. */
export function scriptVerdict(world: World, verdict: Verdict, adId?: string): void {
	const apply = (ad: Ad): void => {
		const { state, seconds } = verdict;
		const feedback = state === 'DISAPPROVED' ? (verdict.feedback ?? DEFAULT_FEEDBACK) : undefined;
		ad.review = { state: 'PENDING_REVIEW', dueAt: world.clock.now() + seconds * 1000, verdict: { state, feedback } };
		world.inReview.add(ad);
	};
	if (adId !== undefined) apply(world.get('Ad', adId));
	else {
		world.verdict = verdict;
		for (const ad of world.inReview) apply(ad);
	}
	settleReviews(world);
}
