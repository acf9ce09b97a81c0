import { isEmpty } from '../../../shared/form/problem';
import { inLanes } from '../../../shared/lanes';
import { memoryKey } from '../../../shared/node/finishedWrites';
import { defineOperation, failedVerdict, type Job, type Verdict } from '../../../shared/node/operation';
import { runsAsTool } from '../../../shared/node/session/openSession';
import type { Session } from '../../../shared/node/session/session';
import { inTurn } from '../../../shared/node/turns';
import { shortText } from '../../../shared/words';
import type { CreativeParams } from '../../content/createForm';
import { findExisting, findRivals, turnsOf } from '../newAd/existingAds';
import { tellMade } from '../newAd/madeSoFar';
import { makeAds, makeCreatives, onlyChecked } from '../newAd/making';
import type { NewAd } from '../newAd/newAd';
import { checkPlaces } from '../newAd/places';
import { createFromPostForm, type FromPostParams } from './form';
import { lookAtPost, postIdOf, type Post } from './post';

/** Looks under way at once. */
const LANES = 4;

interface PostAd extends NewAd {
	readonly params: FromPostParams;
	readonly post: Post;
}

/** Long enough to tell posts apart in a list of ads. */
const NAME_TEXT = 60;

/** The beginning of the post, and its number: two posts can begin alike. */
function nameOf({ text, id }: Post): string {
	const number = id.replace(/^.*_/, '');
	const beginning = text?.trim().split('\n')[0] ?? '';
	return beginning === '' ? `Post ${number}` : `${shortText(beginning, NAME_TEXT)} (${number})`;
}

function postAdOf(params: FromPostParams, post: Post, key: string | null): PostAd {
	const { adAccount, adSet, ifItExists, options } = params;
	return {
		...{ params, post, key, adAccount, adSet, ifItExists, remarks: [], source: post.id, uploaded: () => [] },
		page: post.page,
		name: params.name ?? nameOf(post),
		validateOnly: options.validateOnly,
		madeOf: () => ({ postId: post.id, postUrl: post.url }),
	};
}

/** The creative as its form would hold it. */
function creativeParamsOf({ params, post, name }: PostAd): CreativeParams {
	const { adAccount, postOn, instagramAccount, link, callToAction } = params;
	const onInstagram = postOn === 'instagram';
	const { urlTags } = params.additionalFields;
	return {
		adAccount,
		format: onInstagram ? 'instagramMedia' : 'existingPost',
		name,
		page: post.page,
		postId: onInstagram ? undefined : post.id,
		instagramMediaId: onInstagram ? post.id : undefined,
		instagramAccount: onInstagram ? instagramAccount : undefined,
		link,
		callToAction,
		image: undefined,
		video: undefined,
		cards: undefined,
		images: undefined,
		videos: undefined,
		primaryText: undefined,
		primaryTexts: undefined,
		headline: undefined,
		headlines: undefined,
		creativeJson: undefined,
		additionalFields: { urlTags, featuresOff: [], featuresOn: [], endCard: true, optimizeOrder: true },
		options: { validateOnly: false, ifItExists: 'another' },
	};
}

type PostJob = Job<FromPostParams>;

/** An ad on its way, or why there is none. */
async function begin(session: Session, { index, params }: PostJob, key: string | null): Promise<PostAd | Verdict> {
	try {
		const id = postIdOf(params, session.n8n.getInputData()[index]?.json ?? {});
		return postAdOf(params, await lookAtPost(session, id, params), key);
	} catch (thrown) {
		return failedVerdict(thrown);
	}
}

const isPostAd = (one: PostAd | Verdict): one is PostAd => 'madeOf' in one;

type Step = (session: Session, ads: readonly PostAd[]) => Promise<void> | void;

/** All that only looks comes before the first that sends. */
const steps: readonly Step[] = [
	checkPlaces,
	findExisting,
	onlyChecked,
	async (session, ads) => await makeCreatives(session, ads, creativeParamsOf),
	makeAds,
	findRivals,
];

function verdictOf(ad: PostAd): Verdict | undefined {
	if (ad.failure !== undefined) return { failure: ad.failure };
	return ad.row === undefined ? undefined : { rows: [{ json: ad.row }], unsent: ad.row.created !== true };
}

async function perform(session: Session, jobs: readonly PostJob[]): Promise<Array<Verdict | undefined>> {
	const keyOf = memoryKey(session.n8n, { effect: 'write' }, runsAsTool(session.n8n));
	const beginnings = await inLanes(jobs, LANES, async (job) => {
		return await begin(session, job, keyOf === null ? null : `${keyOf({ ...job, settings: {} })} post`);
	});
	const ads = beginnings.filter(isPostAd);
	const isStopped = (): boolean =>
		session.stops && (ads.length < beginnings.length || ads.some(({ failure }) => failure !== undefined));
	await inTurn(session, turnsOf(ads), async () => {
		for (const step of steps) if (!isStopped()) await step(session, ads);
	});
	tellMade(ads, session.stops, (one, other) => one === other);
	return beginnings.map((one) => (isPostAd(one) ? verdictOf(one) : one));
}

export const createFromPost = defineOperation({
	value: 'createFromPost',
	name: 'Create From Post',
	action: 'Create an ad from a post',
	description: 'Turn a Facebook or Instagram post into a paused ad. It keeps its likes and comments.',
	effect: 'write',
	form: createFromPostForm,
	rule: ({ postOn, page }) =>
		postOn === 'instagram' && page === undefined
			? isEmpty(['page'], 'Choose the page that is connected to the Instagram account.')
			: null,
	perform,
});
