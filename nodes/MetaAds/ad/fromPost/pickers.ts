import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { inPagesName } from '../../../meta/leads/pageAccess';
import { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import { readPage } from '../../../shared/graph/pages';
import { chosenSoFar } from '../../../shared/node/pickers/chosenAccount';
import { asNodeError, PICKER_WAIT } from '../../../shared/node/pickers/listSearch';
import { openGraph } from '../../../shared/node/session/openGraph';
import { idOf, textCell } from '../../../shared/reading/cells';
import { recordOf } from '../../../shared/reading/json';
import { containing, shortText, withRemarks } from '../../../shared/words';
import { fromItem } from './postField';

/** Posts of one list: the newest, which is what people promote. */
const NEWEST = 100;

/** What is asked of a page or an account, and how one of its posts reads. */
interface PostList {
	readonly parameter: string;
	readonly label: string;
	readonly edge: string;
	readonly fields: string;
	readonly text: (post: GraphObject) => unknown;
	readonly at: (post: GraphObject) => unknown;
	readonly url: (post: GraphObject) => unknown;
	readonly isRefused: (post: GraphObject) => boolean;
}

const lists: Readonly<Record<string, PostList>> = {
	facebook: {
		parameter: 'page',
		label: 'Page',
		edge: 'published_posts',
		fields: 'id,message,created_time,permalink_url,is_eligible_for_promotion',
		text: ({ message }) => message,
		at: ({ created_time: at }) => at,
		url: ({ permalink_url: url }) => url,
		isRefused: ({ is_eligible_for_promotion: isEligible }) => isEligible === false,
	},
	instagram: {
		parameter: 'instagramAccount',
		label: 'Instagram Account',
		edge: 'media',
		fields: 'id,caption,timestamp,permalink,boost_eligibility_info',
		text: ({ caption }) => caption,
		at: ({ timestamp }) => timestamp,
		url: ({ permalink }) => permalink,
		isRefused: ({ boost_eligibility_info: info }) => recordOf(info).eligible_to_boost === false,
	},
};

/** The newest posts of the chosen page or account; the first entry is the post of the step before. */
export async function searchPosts(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const { value, cachedResultName: name } = fromItem;
	try {
		const list = lists[String(this.getNodeParameter('postOn', 'facebook'))] ?? lists.facebook!;
		const owner = idOf(String(chosenSoFar(this, list.parameter, list.label) ?? '').trim());
		if (owner === null) return ownerFirst(list);
		const posts = await readPosts(this, list, owner);
		const choices = posts.map((post) => ({
			name: withRemarks(
				shortText(textCell(list.text(post))?.replace(/\s+/g, ' ') ?? 'without text', 60),
				textCell(list.at(post))?.slice(0, 10) ?? '',
				list.isRefused(post) ? 'cannot be promoted' : '',
			),
			value: String(post.id),
			url: textCell(list.url(post)) ?? undefined,
		}));
		const results = [{ name, value }, ...choices];
		return { results: filter ? results.filter((one) => containing(one.name, filter)) : results };
	} catch (failure) {
		throw asNodeError(this, failure);
	}
}

function ownerFirst({ label }: PostList): never {
	throw new GraphFailure({
		kind: 'invalidParameter',
		message: `Choose the ${label} first`,
		advice: 'This list shows its newest posts.',
	});
}

async function readPosts(context: ILoadOptionsFunctions, list: PostList, owner: string): Promise<GraphObject[]> {
	const { graph } = await openGraph(context, PICKER_WAIT);
	const request = {
		method: 'GET',
		path: `${owner}/${list.edge}`,
		params: { fields: list.fields },
		effect: 'read',
	} as const;
	const readNewest = async (bearer?: string): Promise<GraphObject[]> =>
		(await readPage(graph, { ...request, bearer }, NEWEST)).rows;
	return list.parameter === 'page' ? await inPagesName(graph, owner, readNewest) : await readNewest();
}
