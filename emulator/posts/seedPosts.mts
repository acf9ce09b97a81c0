import { INSTAGRAM, POSTS } from '../world/seedIds.mts';
import type { World } from '../world/world.mts';
import type { InstagramPost, PagePost } from './postModel.mts';

const HOUR = 3_600_000;

export function seedPosts(world: World, now: number): void {
	const post = (id: string, hoursAgo: number, message?: string, isEligible = true): PagePost => ({
		kind: 'PagePost',
		id,
		pageId: id.replace(/_.*$/, ''),
		message,
		createdAt: now - hoursAgo * HOUR,
		isEligible,
	});
	const media = (id: string, ownerId: string, hoursAgo: number, more: Partial<InstagramPost>): InstagramPost => ({
		kind: 'IGMedia',
		id,
		ownerId,
		createdAt: now - hoursAgo * HOUR,
		...more,
	});
	const all = [
		post(POSTS.usdAlbum, 300),
		post(POSTS.usdPoll, 80, 'Espresso or filter? Tell us below', false),
		post(POSTS.usdBeans, 30, 'The first beans of the autumn harvest are here.\nCome and taste them'),
		post(POSTS.usdSecond, 20, 'The roastery opens its doors on Saturday'),
		post(POSTS.eurLamp, 10, 'Neue Lampen für lange Abende'),
		post(POSTS.foreign, 10, 'Somebody else’s news'),
		media(POSTS.instagramMusic, INSTAGRAM.usd, 90, {
			caption: 'Sunday mood',
			// Meta: instagram-platform/reference/instagram-media, boost_eligibility_info; the wording is this emulator's.
			ineligibleReason: 'Posts that use copyrighted music can’t be boosted',
		}),
		media(POSTS.instagramCup, INSTAGRAM.usd, 12, { caption: 'A cup for every morning' }),
		media(POSTS.instagramLamp, INSTAGRAM.eur, 12, { caption: 'Licht an' }),
	];
	for (const one of all) world.add<PagePost | InstagramPost>(one);
}
