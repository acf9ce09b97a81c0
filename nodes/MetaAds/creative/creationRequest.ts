import { intersection } from 'lodash';

import { needed } from '../../shared/form/needed';
import { InputProblem, isEmpty } from '../../shared/form/problem';
import type { GraphParam, GraphParams } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session';
import type { PlannedCreation } from '../../shared/adObject/creation';
import { ownStory, type Format } from './choices';
import { sameContent } from './content';
import type { CreateParams } from './createForm';
import { assetFeed, callToAction, carouselStory, featureSpec, imageStory, videoStory, type Card } from './story';
import { thumbnailOf } from './thumbnail';

/** Meta combines at most thirty assets in all, link, button and format counted (Marketing API, Asset feed options). */
const MOST_ASSETS = 30;

function cardsProblem({ cards = [] }: CreateParams): InputProblem | null {
	// Carousels have 2 to 10 cards (Marketing API, Ad Creative Link Data).
	if (cards.length < 2 || cards.length > 10) return new InputProblem(['cards'], `has ${cards.length === 1 ? '1 card' : `${cards.length} cards`}`, 'A carousel has two to ten cards.');
	const bare = cards.findIndex(({ image, video }) => image === undefined && video === undefined);
	return bare === -1 ? null : isEmpty(['cards', 'rows', bare, 'image'], 'Choose an image or a video for this card.');
}

function assetsProblem({ images = [], videos = [], primaryTexts = [], headlines = [], additionalFields: { descriptions = [] } }: CreateParams): InputProblem | null {
	if (images.length + videos.length === 0) return isEmpty(['images'], 'Enter at least one image or one video.');
	const assets = images.length + videos.length + primaryTexts.length + headlines.length + descriptions.length + 3;
	if (assets <= MOST_ASSETS) return null;
	return new InputProblem(['images'], `makes ${assets} assets with the other lists`, `Meta combines at most ${MOST_ASSETS}, link, button and format included. Leave some out.`);
}

const withLink: readonly Format[] = [...ownStory, 'dynamic'];

/** What the fields have to be together. */
export function creationProblem(params: CreateParams): InputProblem | null {
	const { format, link, additionalFields } = params;
	const both = intersection(additionalFields.featuresOff, additionalFields.featuresOn).at(0);
	if (both !== undefined) {
		return new InputProblem(['additionalFields', 'featuresOff'], `switches ${both} off, and Advantage+ Features On switches it on`, 'Take it out of one of the two lists.');
	}
	if (withLink.includes(format) && link === undefined) return isEmpty(['link'], 'Enter the whole address people are taken to, starting with https://.');
	if (format === 'carousel') return cardsProblem(params);
	return format === 'dynamic' ? assetsProblem(params) : null;
}

/** What formats with a page and a button have in common. */
const sharedParts = (params: CreateParams) => ({
	...params.additionalFields,
	page: needed(params, 'page'),
	primaryText: params.primaryText,
	headline: params.headline,
	action: { type: needed(params, 'callToAction'), link: needed(params, 'link'), leadForm: params.additionalFields.leadForm },
});

/** What each format shows. A video without a picture of its own takes the one Meta made of it. */
const builders: Readonly<Record<Format, (params: CreateParams, session: Session) => Promise<GraphParams>>> = {
	singleImage: async (params) => imageStory({ ...sharedParts(params), imageHash: needed(params, 'image') }),
	singleVideo: async (params, session) => {
		const [video, { thumbnail: hash }] = [needed(params, 'video'), params.additionalFields];
		const thumbnail = hash === undefined ? { image_url: await thumbnailOf(session, video, params.adAccount, ['video']) } : { image_hash: hash };
		return videoStory({ ...sharedParts(params), video, thumbnail });
	},
	carousel: async (params, session) => {
		const chosen = needed(params, 'cards');
		const media = async ({ image, video }: (typeof chosen)[number], index: number): Promise<Card['media']> => {
			if (video === undefined) return { image_hash: image ?? '' };
			if (image !== undefined) return { video_id: video, image_hash: image };
			return { video_id: video, image_url: await thumbnailOf(session, video, params.adAccount, ['cards', 'rows', index, 'video']) };
		};
		const cards = await Promise.all(chosen.map(async (card, index): Promise<Card> => ({ ...card, media: await media(card, index) })));
		return carouselStory({ ...sharedParts(params), cards });
	},
	dynamic: async (params, session) => {
		const videos = await Promise.all(
			needed(params, 'videos').map(async (video) => ({ video_id: video, thumbnail_url: await thumbnailOf(session, video, params.adAccount, ['videos']) })),
		);
		const [images, primaryTexts, headlines] = [needed(params, 'images'), needed(params, 'primaryTexts'), needed(params, 'headlines')];
		return assetFeed({ ...sharedParts(params), images, videos, primaryTexts, headlines });
	},
	existingPost: async (params) => ({ object_story_id: needed(params, 'postId') }),
	// Marketing API, "Instagram ads": a post of Instagram runs with its media ID, its account and the page behind it.
	instagramMedia: async (params) => ({
		object_id: needed(params, 'page'),
		instagram_user_id: needed(params, 'instagramAccount'),
		source_instagram_media_id: needed(params, 'instagramMediaId'),
		call_to_action: params.link === undefined ? undefined : callToAction({ type: needed(params, 'callToAction'), link: params.link }),
	}),
	json: async (params) => needed(params, 'creativeJson') as Record<string, GraphParam>,
};

/**
 * The creative's parameters as Graph takes them.
 *
 * @throws InputProblem, or GraphFailure where a video's thumbnail cannot be read
 */
export async function creationParams(params: CreateParams, session: Session): Promise<GraphParams> {
	const { labels, urlTags, featuresOn, featuresOff, otherParameters } = params.additionalFields;
	return {
		name: params.name,
		...(await builders[params.format](params, session)),
		...featureSpec(featuresOn, featuresOff),
		url_tags: urlTags,
		adlabels: labels && labels.length > 0 ? labels.map((name) => ({ name })) : undefined,
		...(otherParameters as Record<string, GraphParam> | undefined),
	};
}

export interface PlannedCreative extends PlannedCreation {
	readonly format: Format;
}

export async function planCreation(session: Session, params: CreateParams): Promise<PlannedCreative> {
	const account = await session.account(params.adAccount);
	return { ...planned(await creationParams(params, session), session, account, params.options.validateOnly), format: params.format };
}

/** A creative to be made of ready parameters. */
export function planned(params: GraphParams, session: Session, account: PlannedCreation['account'], validateOnly: boolean): PlannedCreation {
	const path = `${account.id}/adcreatives`;
	return {
		request: { method: 'POST', path, params, effect: 'create', account: account.id },
		account,
		validateOnly: validateOnly || session.dryRun,
		lookUp: { edge: path, account: account.id, name: String(params.name), noun: 'creative', narrow: {}, interchangeable: true, ...sameContent(params) },
	};
}
