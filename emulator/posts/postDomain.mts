import { IGMedia, PagePost as SdkPagePost } from 'facebook-nodejs-business-sdk';
import type { AssetOf } from '../assets/assetModel.mts';
import type { Domain } from '../graph/handlers/domain.mts';
import { edge } from '../graph/handlers/edge.mts';
import type { NodeType } from '../graph/handlers/nodeType.mts';
import { graphTime } from '../graph/language/dates.mts';
import { GraphError } from '../graph/language/graphError.mts';
import type { Token } from '../world/tokens.mts';
import type { World } from '../world/world.mts';
import { requireOwnPage } from '../leads/leadAccess.mts';
import type { InstagramPost, PagePost } from './postModel.mts';
import { seedPosts } from './seedPosts.mts';

const POST: Record<string, (post: PagePost) => unknown> = {
	id: ({ id }) => id,
	message: ({ message }) => message,
	created_time: ({ createdAt }) => graphTime(createdAt, 'UTC'),
	permalink_url: ({ id, pageId }) => `https://www.facebook.com/${pageId}/posts/${id.slice(pageId.length + 1)}`,
	is_published: () => true,
	is_eligible_for_promotion: ({ isEligible }) => isEligible,
	// "ID of post to use for promotion" (Meta: graph-api/reference/page-post).
	promotable_id: ({ id }) => id,
	from: ({ pageId }) => ({ id: pageId }),
};

const MEDIA: Record<string, (media: InstagramPost, world: World) => unknown> = {
	id: ({ id }) => id,
	caption: ({ caption }) => caption,
	media_type: () => 'IMAGE',
	timestamp: ({ createdAt }) => graphTime(createdAt, 'UTC'),
	permalink: ({ id }) => `https://www.instagram.com/p/${id}/`,
	username: ({ ownerId }, world) => world.get('IGUser', ownerId).fields.username,
	owner: ({ ownerId }) => ({ id: ownerId }),
	// Whether a post can be boosted, and why not (Meta: instagram-platform/reference/instagram-media).
	boost_eligibility_info: ({ ineligibleReason }) =>
		ineligibleReason === undefined
			? { eligible_to_boost: true }
			: { eligible_to_boost: false, boost_ineligible_reason: ineligibleReason },
};

/** A page's posts are read with its own token (Meta: graph-api/reference/page-post). */
function readable(page: AssetOf<'Page'>, token: Token): void {
	requireOwnPage(token, page);
	if (token.scopes.includes('pages_read_engagement')) return;
	throw new GraphError(
		10,
		"(#10) This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature.",
	);
}

const postType: NodeType = {
	defaults: ['created_time', 'message'],
	hasId: true,
	knows: (field) => field in SdkPagePost.Fields || field in POST,
	read: (node, field, world, token) => {
		const post = node as PagePost;
		if (field !== 'id' && token) readable(world.get('Page', post.pageId), token);
		return POST[field]?.(post);
	},
};

const mediaType: NodeType = {
	defaults: [],
	hasId: true,
	knows: (field) => field in IGMedia.Fields || field in MEDIA,
	read: (node, field, world) => MEDIA[field]?.(node as InstagramPost, world),
};

/** `GET /{page}/published_posts`: the newest first (Meta: graph-api/reference/page/published_posts). */
const publishedPosts = edge<'Page'>({ to: 'PagePost', order: 'newest', isAds: false }, (page, { world, token }) => {
	readable(page, token);
	return world.newest('PagePost').filter(({ pageId }) => pageId === page.id);
});

/** `GET /{ig-user}/media` (Meta: instagram-platform/instagram-graph-api/reference/ig-user/media). */
const media = edge<'IGUser'>({ to: 'IGMedia', order: 'newest', isAds: false }, (user, { world }) =>
	world.newest('IGMedia').filter(({ ownerId }) => ownerId === user.id),
);

export const postDomain = {
	types: { PagePost: postType, IGMedia: mediaType },
	edges: { Page: { published_posts: publishedPosts }, IGUser: { media } },
	seed: seedPosts,
} satisfies Domain;
