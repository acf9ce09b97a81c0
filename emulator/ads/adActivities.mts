import { logStatus } from '../campaigns/campaignActivities.mts';
import { bareId, entryWords, statusExtra, type LogWord } from '../log/logWords.mts';
import type { Ad } from '../world/adObjectModel.mts';
import type { User } from '../world/basics.mts';
import { SYSTEM_ACTOR } from '../world/tokens.mts';
import type { World } from '../world/world.mts';

/** What the entries of an ad call its campaign is its ad set (melvin-cmyk/ImpulseMotion). */
const ofAdSet = ({ adSet }: Ad): Record<string, unknown> => ({ campaign_id: bareId(adSet.id) });

/** Recorded 2025-11 in a public front end. */
export function logCreatedAd(world: World, actor: User, ad: Ad): void {
	const id = bareId(ad.adSet.id);
	world.activities.write(ad.account, actor, ad, 'create_ad', { campaign_id: { mutation_input: id, new: id } });
}

/** Event types: spec object AdActivity. Shapes of `extra_data` as public projects recorded them, see `log/logWords.mts`. */
export function logAdChanges(world: World, actor: User, before: Ad, after: Ad): void {
	const write = (eventType: string, extraData: Record<string, unknown>): void =>
		world.activities.write(after.account, actor, after, eventType, extraData);
	if (before.name !== after.name) write('update_ad_friendly_name', { old_value: before.name, new_value: after.name });
	if (before.creativeId !== after.creativeId) {
		write('update_ad_creative', { old_value: before.creativeId, new_value: after.creativeId });
	}
	logStatus(world, actor, before, after, ofAdSet(after));
}

const wordOf = ({ status }: Ad): LogWord => (status === 'ACTIVE' ? 'active' : 'inactive');

/** When an ad that goes to review is in it: half a minute after its creation, as recorded, or as soon as a short review allows. */
const INTO_REVIEW = 30_000;

/** An ad goes to review: a new one by its creator, an edited one by Meta itself, out of its status (mattei2005/mgs-agent). */
export function logIntoReview(world: World, ad: Ad, creator: User | undefined, reviewMs: number): void {
	const now = world.clock.now();
	const at = now + Math.min(INTO_REVIEW, Math.floor(reviewMs / 2000) * 1000);
	const write = (from: LogWord, to: LogWord, when: number): void =>
		world.activities.write(
			ad.account,
			creator ?? SYSTEM_ACTOR,
			ad,
			'update_ad_run_status',
			statusExtra(from, to, ofAdSet(ad)),
			when,
		);
	if (creator === undefined) write(wordOf(ad), 'processing', now);
	const isPutOff = ad.status === 'PAUSED' && (ad.review.pausedUntil ?? 0) > now;
	write('processing', isPutOff ? 'inactive' : 'inReview', at);
}

/** The end of a review is Meta's own change of the ad's status; what may run is delivered soon after. */
export function logEndOfReview(world: World, ad: Ad, at: number): void {
	const isApproved = ad.review.state === 'APPROVED';
	const write = (eventType: string, extraData: Record<string, unknown>, when = at): void =>
		world.activities.write(ad.account, SYSTEM_ACTOR, ad, eventType, extraData, when);
	write(isApproved ? 'ad_review_approved' : 'ad_review_declined', { new_value: ad.name });
	write('update_ad_run_status', statusExtra('inReview', isApproved ? wordOf(ad) : 'rejected', ofAdSet(ad)));
	if (!isApproved || ad.status !== 'ACTIVE' || world.activities.has(ad.id, 'first_delivery_event')) return;
	const delivery = { ...ofAdSet(ad), old_value: null, new_value: entryWords('delivery'), type: 'delivery_event' };
	write('first_delivery_event', delivery, at + DELIVERY_AFTER);
}

const DELIVERY_AFTER = 3_600_000;
