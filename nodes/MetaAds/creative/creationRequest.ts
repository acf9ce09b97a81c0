import type { GraphParam, GraphParams } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session';
import type { PlannedCreation } from '../../shared/adObject/creation';
import { sameContent } from './content';
import type { CreateParams } from './create';
import { assetFeed, callToAction, carouselStory, featureSpec, imageStory, videoStory, type Card } from './story';
import { thumbnailOf } from './thumbnail';

type Of<F extends CreateParams['format']> = Extract<CreateParams, { format: F }>;

const action = ({ callToAction: type, link, additionalFields: { leadForm } }: Of<'singleImage' | 'singleVideo' | 'carousel' | 'dynamic'>) => ({ type, link, leadForm });

type Build = { readonly [F in CreateParams['format']]: (params: Of<F>, session: Session) => Promise<GraphParams> };

/** What each format shows. A video without a picture of its own takes the one Meta made of it. */
const builders: Build = {
	singleImage: async (params) => {
		const { page, image, primaryText, headline, additionalFields: more } = params;
		return imageStory({ page, imageHash: image, primaryText, headline, action: action(params), ...more });
	},
	singleVideo: async (params, session) => {
		const { adAccount, page, video, primaryText, headline, additionalFields: more } = params;
		const thumbnail = more.thumbnail === undefined ? { image_url: await thumbnailOf(session, video, adAccount, ['video']) } : { image_hash: more.thumbnail };
		return videoStory({ page, video, thumbnail, primaryText, headline, action: action(params), instagramAccount: more.instagramAccount, description: more.description });
	},
	carousel: async (params, session) => {
		const { adAccount, page, primaryText, additionalFields: more } = params;
		const media = async ({ image, video }: (typeof params.cards)[number], index: number): Promise<Card['media']> => {
			if (video === undefined) return { image_hash: image ?? '' };
			if (image !== undefined) return { video_id: video, image_hash: image };
			return { video_id: video, image_url: await thumbnailOf(session, video, adAccount, ['cards', 'rows', index, 'video']) };
		};
		const cards = await Promise.all(params.cards.map(async (card, index): Promise<Card> => ({ ...card, media: await media(card, index) })));
		return carouselStory({ page, primaryText, action: action(params), ...more, cards });
	},
	dynamic: async (params, session) => {
		const { adAccount, page, images, primaryTexts, headlines, additionalFields: more } = params;
		const videos = await Promise.all(
			params.videos.map(async (video) => ({ video_id: video, thumbnail_url: await thumbnailOf(session, video, adAccount, ['videos']) })),
		);
		return assetFeed({ page, images, videos, primaryTexts, headlines, action: action(params), ...more });
	},
	existingPost: async ({ postId }) => ({ object_story_id: postId }),
	// Marketing API, "Instagram ads": a post of Instagram runs with its media ID, its account and the page behind it.
	instagramMedia: async ({ page, instagramAccount, instagramMediaId, link, callToAction: type }) => ({
		object_id: page,
		instagram_user_id: instagramAccount,
		source_instagram_media_id: instagramMediaId,
		call_to_action: link === undefined ? undefined : callToAction({ type, link }),
	}),
	json: async ({ creativeJson }) => creativeJson as Record<string, GraphParam>,
};

/**
 * The creative's parameters as Graph takes them.
 *
 * @throws InputProblem, or GraphFailure where a video's thumbnail cannot be read
 */
export async function creationParams(params: CreateParams, session: Session): Promise<GraphParams> {
	const build = builders[params.format] as (params: CreateParams, session: Session) => Promise<GraphParams>;
	const { labels, urlTags, featuresOn, featuresOff, otherParameters } = params.additionalFields;
	return {
		name: params.name,
		...(await build(params, session)),
		...featureSpec(featuresOn, featuresOff),
		url_tags: urlTags,
		adlabels: labels && labels.length > 0 ? labels.map((name) => ({ name })) : undefined,
		...(otherParameters as Record<string, GraphParam> | undefined),
	};
}

export interface PlannedCreative extends PlannedCreation {
	readonly format: CreateParams['format'];
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
