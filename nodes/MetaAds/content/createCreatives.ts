import { compact, intersection } from 'lodash';

import { createObjects } from '../../shared/adObject/creation';
import { neededValue } from '../../shared/form/needed';
import { InputProblem, isEmpty } from '../../shared/form/problem';
import { everyRule } from '../../shared/form/rule';
import type { GraphParams } from '../../shared/graph/request';
import { pairLists } from '../../shared/lists';
import { together } from '../../shared/node/bulk';
import type { Session } from '../../shared/node/session/session';
import { messengersNamed } from '../adObjects/messengers';
import { labelsSent } from '../adObjects/labels';
import { ownStory, type Format } from './choices';
import { shopSent } from './destination';
import { firstButton, messengersProblem, messengersSent } from './messengers';
import { assetFeed, callToAction, carouselStory, featureSpec, imageStory, videoStory, type Card } from './story';
import { thumbnailOf } from './thumbnail';
import type { CreativeParams } from './createForm';
import { doubledProblem, doubledTag, houseTags, sampleLink } from './urlTags';
import { creationOf } from './creation';
import { creativeKind } from './kind';
import { tellPages, type PlannedCreative } from './refusedPage';

/** Meta combines at most thirty assets in all, link, button and format counted (Marketing API, Asset feed options). */
const MOST_ASSETS = 30;

function cardsProblem({ cards = [] }: CreativeParams): InputProblem | null {
	// Carousels have 2 to 10 cards (Marketing API, Ad Creative Link Data).
	if (cards.length < 2 || cards.length > 10) {
		const message = `has ${cards.length === 1 ? '1 card' : `${cards.length} cards`}`;
		return new InputProblem(['cards'], message, 'A carousel has two to ten cards.');
	}
	const bare = cards.findIndex(({ image, video }) => image === undefined && video === undefined);
	return bare === -1 ? null : isEmpty(['cards', 'rows', bare, 'image'], 'Choose an image or a video for this card.');
}

function assetsProblem(params: CreativeParams): InputProblem | null {
	const { images = [], videos = [], primaryTexts = [], headlines = [], additionalFields } = params;
	const { descriptions = [] } = additionalFields;
	if (images.length + videos.length === 0) return isEmpty(['images'], 'Enter at least one image or one video.');
	const assets = [images, videos, primaryTexts, headlines, descriptions].flat().length + 3;
	if (assets <= MOST_ASSETS) return null;
	const advice = `Meta combines at most ${MOST_ASSETS}, link, button and format included. Leave some out.`;
	return new InputProblem(['images'], `makes ${assets} assets with the other lists`, advice);
}

/** A video has its link behind its button and nowhere else. */
function buttonProblem({ callToAction }: CreativeParams): InputProblem | null {
	if (callToAction !== 'NO_BUTTON') return null;
	const advice = 'The link of a video is behind its button. Choose one, such as Learn More.';
	return new InputProblem(['callToAction'], 'is needed for a video', advice);
}

const formatRules: Partial<Record<Format, (params: CreativeParams) => InputProblem | null>> = {
	carousel: cardsProblem,
	dynamic: assetsProblem,
	singleVideo: buttonProblem,
};

const withLink: readonly Format[] = [...ownStory, 'dynamic'];

function featuresProblem({ additionalFields: { featuresOff, featuresOn } }: CreativeParams): InputProblem | null {
	const both = intersection(featuresOff, featuresOn).at(0);
	if (both === undefined) return null;
	return new InputProblem(
		['additionalFields', 'featuresOff'],
		`switches ${both} off, and Advantage+ Features On switches it on`,
		'Take it out of one of the two lists.',
	);
}

/** All addresses of a creative. */
const linksOf = ({ link, cards = [] }: CreativeParams): string[] => compact([link, ...cards.map((card) => card.link)]);

function tagsProblem(params: CreativeParams): InputProblem | null {
	const { urlTags, utm } = params.additionalFields;
	if (urlTags !== undefined && utm !== undefined)
		return new InputProblem(['additionalFields', 'utm'], 'stands next to URL Parameters', 'Remove one of the two.');
	const tag = doubledTag(urlTags ?? utm ?? '', linksOf(params));
	return tag === undefined ? null : doubledProblem(['additionalFields', utm === undefined ? 'urlTags' : 'utm'], tag);
}

const linkProblem = ({ format, link, callToAction }: CreativeParams): InputProblem | null =>
	withLink.includes(format) && link === undefined && messengersNamed(callToAction) === undefined
		? isEmpty(['link'], 'Enter the whole address people are taken to, starting with https://.')
		: null;

/** What the fields have to be together. */
export const creativeProblem = everyRule<CreativeParams>(
	featuresProblem,
	tagsProblem,
	linkProblem,
	messengersProblem,
	(params) => formatRules[params.format]?.(params) ?? null,
);

/** What formats with a page and a button have in common. */
const sharedParts = (params: CreativeParams) => ({
	...params.additionalFields,
	page: neededValue(params, 'page'),
	primaryText: params.primaryText,
	headline: params.headline,
	action: firstButton(neededValue(params, 'callToAction')) ?? {
		type: neededValue(params, 'callToAction'),
		link: neededValue(params, 'link'),
		leadForm: params.additionalFields.leadForm,
	},
});

type Builder = (params: CreativeParams, session: Session) => Promise<GraphParams>;

const buildVideo: Builder = async (params, session) => {
	const video = neededValue(params, 'video');
	const { thumbnail: hash } = params.additionalFields;
	const thumbnail =
		hash === undefined
			? { image_url: await thumbnailOf(session, video, params.adAccount, ['video']) }
			: { image_hash: hash };
	return videoStory({ ...sharedParts(params), video, thumbnail });
};

const buildCarousel: Builder = async (params, session) => {
	const chosenCards = neededValue(params, 'cards');
	const media = async ({ image, video }: (typeof chosenCards)[number], index: number): Promise<Card['media']> => {
		if (video === undefined) return { image_hash: image ?? '' };
		if (image !== undefined) return { video_id: video, image_hash: image };
		const path = ['cards', 'rows', index, 'video'];
		return { video_id: video, image_url: await thumbnailOf(session, video, params.adAccount, path) };
	};
	const cards = await Promise.all(
		chosenCards.map(async (card, index): Promise<Card> => ({ ...card, media: await media(card, index) })),
	);
	return carouselStory({ ...sharedParts(params), cards });
};

const buildAssets: Builder = async (params, session) => {
	const videos = await Promise.all(
		neededValue(params, 'videos').map(async (video) => ({
			video_id: video,
			thumbnail_url: await thumbnailOf(session, video, params.adAccount, ['videos']),
		})),
	);
	return assetFeed({
		...sharedParts(params),
		images: neededValue(params, 'images'),
		videos,
		primaryTexts: neededValue(params, 'primaryTexts'),
		headlines: neededValue(params, 'headlines'),
	});
};

/** What each format shows. A video without a picture of its own takes the one Meta made of it. */
const builders: Readonly<Record<Format, Builder>> = {
	singleImage: async (params) => imageStory({ ...sharedParts(params), imageHash: neededValue(params, 'image') }),
	singleVideo: buildVideo,
	carousel: buildCarousel,
	dynamic: buildAssets,
	existingPost: async (params) => ({ object_story_id: neededValue(params, 'postId') }),
	// Marketing API, "Instagram ads": a post of Instagram runs with its media ID, its account and the page behind it.
	instagramMedia: async (params) => ({
		object_id: neededValue(params, 'page'),
		instagram_user_id: neededValue(params, 'instagramAccount'),
		source_instagram_media_id: neededValue(params, 'instagramMediaId'),
		call_to_action:
			params.link === undefined
				? undefined
				: callToAction({ type: neededValue(params, 'callToAction'), link: params.link }),
	}),
	json: async (params) => neededValue(params, 'creativeJson') as GraphParams,
};

/** The step's own tags, or those of the credential. What is given as JSON has its own. */
async function tagsOf(params: CreativeParams, session: Session): Promise<string | undefined> {
	const { urlTags, utm } = params.additionalFields;
	return urlTags ?? utm ?? (params.format === 'json' ? undefined : await houseTags(session, linksOf(params)));
}

/**
 * The creative's parameters as Graph takes them.
 *
 * @throws InputProblem, or GraphFailure where a video's thumbnail cannot be read
 */
async function creationParams(params: CreativeParams, session: Session): Promise<GraphParams> {
	const { labels, featuresOn, featuresOff, shopDestination, otherParameters } = params.additionalFields;
	return {
		name: params.name,
		...(await builders[params.format](params, session)),
		...messengersSent(params.callToAction),
		...featureSpec(featuresOn, featuresOff),
		...shopSent(shopDestination),
		url_tags: await tagsOf(params, session),
		adlabels: labelsSent(labels),
		...(otherParameters as GraphParams | undefined),
	};
}

/** What is sent for an item, and how it is looked up. */
export async function planCreative(session: Session, params: CreativeParams): Promise<PlannedCreative> {
	const account = await session.account(params.adAccount);
	const requestParams = await creationParams(params, session);
	return { ...creationOf(requestParams, session, account, params.options.validateOnly), format: params.format };
}

/** Macros are easier to judge filled in; one sample is enough. */
function showSample({ n8n }: Session, plans: readonly PlannedCreative[]): void {
	const tagged = plans.find(({ request: { params = {} } }) => String(params.url_tags ?? '').includes('{{'));
	if (tagged === undefined) return;
	const message = `A link with its tags reads, for example: ${sampleLink('https://example.com/', String(tagged.request.params?.url_tags))}`;
	n8n.addExecutionHints({ message, location: 'outputPane', type: 'info' });
}

/** Makes the creative of each item, or has it checked. */
export const createCreatives = together<CreativeParams, unknown, PlannedCreative>(
	planCreative,
	async (session, plans) => {
		showSample(session, plans);
		const verdicts = await createObjects(creativeKind)(session, plans);
		return await tellPages(session, pairLists(plans, verdicts));
	},
);
