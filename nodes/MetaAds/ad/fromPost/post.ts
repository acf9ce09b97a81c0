import { inPagesName } from '../../../meta/leads/pageAccess';
import { InputProblem } from '../../../shared/form/problem';
import { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import { fieldList } from '../../../shared/graph/request';
import type { Session } from '../../../shared/node/session/session';
import { idOf, textCell } from '../../../shared/reading/cells';
import { recordOf } from '../../../shared/reading/json';
import { pageOfPost } from '../../content/kind';
import type { FromPostParams } from './form';
import { fromItem, readPostId } from './postField';

/** A post as the creative names it, and what Meta says of it. */
export interface Post {
	readonly id: string;
	/** The page it is of; of an Instagram post, the one of the form. */
	readonly page: string | undefined;
	/** What it says; null where nothing is said or it could not be read. */
	readonly text: string | null;
	readonly url: string | null;
}

const otherPost = 'Choose another post, or publish this one again.';

/**
 * What n8n's publishing steps give. Facebook Graph API answers a post with `{id: "<page>_<post>"}`, and a photo with
 * `{id, post_id}` (Meta: graph-api/reference/page/photos). Instagram answers with the number of its post.
 */
function ofItem(item: GraphObject, onInstagram: boolean): string {
	const id = (onInstagram ? undefined : item.post_id) ?? item.id;
	if (id !== undefined && id !== null && id !== '') return readPostId(id);
	throw new InputProblem(
		['post'],
		'is From Input Item, and the item names no post: it has no id',
		'Put this step behind the one that publishes, or choose a post from the list.',
	);
}

/** @throws InputProblem where it names none of the chosen page, or none at all */
export function postIdOf(params: FromPostParams, item: GraphObject): string {
	const { post, page, postOn } = params;
	const onInstagram = postOn === 'instagram';
	const id = post === fromItem.value ? ofItem(item, onInstagram) : post;
	if (onInstagram) return instagramId(id);
	if (!id.includes('_')) return videoId(id, page);
	const owner = pageOfPost(id);
	if (page === undefined || page === owner) return id;
	const advice = 'Choose the page the post is of, or leave Page empty.';
	throw new InputProblem(['post'], `is of another page: ${id} belongs to ${owner}, and Page is ${page}`, advice);
}

function instagramId(id: string): string {
	if (!id.includes('_')) return id;
	throw new InputProblem(['post'], 'is a Facebook post', 'Set Post On to Facebook, or choose an Instagram post.');
}

/** Of videos and reels Facebook gives the number alone; a creative names them with their page, as it does all posts. */
function videoId(id: string, page: string | undefined): string {
	if (page !== undefined) return `${page}_${id}`;
	throw new InputProblem(
		['page'],
		`is needed: the post is known by the number ${id} alone`,
		'Choose the page that has published it.',
	);
}

/** Meta: graph-api/reference/page-post; instagram-platform/reference/instagram-media. */
const postFields = fieldList(['id', 'message', 'permalink_url', 'is_eligible_for_promotion']);
const mediaFields = fieldList(['id', 'caption', 'permalink', 'owner', 'boost_eligibility_info']);

/** A look that is refused tells nothing sure: then Meta judges the creative. */
const tellsNothing = (thrown: unknown): boolean =>
	thrown instanceof GraphFailure && (thrown.kind === 'permission' || thrown.kind === 'invalidParameter');

const isGone = (thrown: unknown): boolean => thrown instanceof GraphFailure && thrown.kind === 'notFound';

/** @param goneProblem what it means that Meta knows no such object; nothing where that tells nothing sure */
async function read(
	work: Promise<GraphObject>,
	goneProblem: () => InputProblem | undefined,
): Promise<GraphObject | undefined> {
	return await work.catch(async (thrown: unknown) => {
		if (tellsNothing(thrown) || (isGone(thrown) && goneProblem() === undefined)) return undefined;
		return await Promise.reject(isGone(thrown) ? goneProblem() : thrown);
	});
}

/** @throws InputProblem for a post that is gone or that Meta does not let become an ad */
async function facebookPost({ graph }: Session, id: string): Promise<Post> {
	const page = pageOfPost(id);
	let isPagesOwn = false;
	const look = inPagesName(graph, page, async (bearer) => {
		isPagesOwn = true;
		const params = { fields: postFields };
		return recordOf((await graph.send({ method: 'GET', path: id, params, effect: 'read', bearer })).body);
	});
	const problem = new InputProblem(
		['post'],
		`is not shown by Meta: ${id} may be gone, of another page, or hidden from this token`,
		otherPost,
	);
	// Without the page's token nothing is known of the post; the page itself is looked at with the ad set.
	const post = await read(look, () => (isPagesOwn ? problem : undefined));
	if (post?.is_eligible_for_promotion === false) throw notPromotable(id, 'this post is not eligible');
	return { id, page, text: textCell(post?.message), url: textCell(post?.permalink_url) };
}

async function instagramPost(
	{ graph }: Session,
	id: string,
	{ page, instagramAccount }: FromPostParams,
): Promise<Post> {
	const params = { fields: mediaFields };
	const look = graph.send({ method: 'GET', path: id, params, effect: 'read' }).then(({ body }) => recordOf(body));
	const problem = new InputProblem(
		['post'],
		`is not shown by Meta: ${id} may be gone, of another account, or hidden from this token`,
		otherPost,
	);
	const media = await read(look, () => problem);
	const owner = idOf(recordOf(media?.owner).id);
	if (owner !== null && owner !== instagramAccount)
		throw new InputProblem(
			['post'],
			`is of another Instagram account: ${id} belongs to ${owner}`,
			'Choose the Instagram account that has published it.',
		);
	const { eligible_to_boost: isEligible, boost_ineligible_reason: reason } = recordOf(media?.boost_eligibility_info);
	if (isEligible === false) throw notPromotable(id, textCell(reason) ?? 'this post is not eligible');
	return { id, page, text: textCell(media?.caption), url: textCell(media?.permalink) };
}

const notPromotable = (id: string, reason: string): InputProblem =>
	new InputProblem(['post'], `cannot become an ad: ${id} may not be promoted. Meta says: ${reason}`, otherPost);

/** Looks at a post before anything is made of it. @throws InputProblem, or GraphFailure where Meta cannot be asked */
export const lookAtPost = async (session: Session, id: string, params: FromPostParams): Promise<Post> =>
	params.postOn === 'instagram' ? await instagramPost(session, id, params) : await facebookPost(session, id);
