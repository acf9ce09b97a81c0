import {
	AdImage as SdkAdImage,
	AdVideo as SdkAdVideo,
	VideoThumbnail as SdkThumbnail,
} from 'facebook-nodejs-business-sdk';
import type { Domain } from '../graph/handlers/domain.mts';
import { define } from '../graph/handlers/nodeType.mts';
import { graphTime } from '../graph/language/dates.mts';
import { createImage, creativesWith, deleteImage, images, imageUrl } from './images.mts';
import type { AdImage, AdVideo } from './mediaModel.mts';
import {
	deleteAccountVideo,
	deleteVideo,
	pictureOf,
	videoStateOf,
	thumbnails,
	videos,
	videoStatus,
} from './videos.mts';
import { createVideo } from './videoUploads.mts';

const createdText = ({ createdTime, account }: AdImage | AdVideo): string => graphTime(createdTime, account.timeZone);

/** The SDK's class of videos lists none of its fields: spec object AdVideo. */
const VIDEO_FIELDS = (
	'ad_breaks admin_creator backdated_time content_category content_tags copyright custom_labels embed_html embeddable event expiration ' +
	'format from icon is_crosspost_video is_crossposting_eligible is_episode is_instagram_eligible is_reference_only live_audience_count ' +
	'live_status place post_id post_views premiere_living_room_status privacy scheduled_publish_time source spherical universal_video_id views'
).split(' ');

const MEDIA_TYPES = {
	AdImage: define('AdImage', {
		sdkFields: SdkAdImage.Fields,
		// `hash` is marked "default" (Meta: reference/ad-image).
		defaults: ['hash'],
		readers: {
			id: (image) => image.id,
			account_id: (image) => image.account.accountId,
			hash: (image) => image.hash,
			name: (image) => image.name,
			width: (image) => image.width,
			height: (image) => image.height,
			original_width: (image) => image.width,
			original_height: (image) => image.height,
			url: imageUrl,
			url_128: (image) => `${imageUrl(image)}?size=128`,
			permalink_url: (image) => `https://example.com/permalink/${image.hash}`,
			status: () => 'ACTIVE',
			creatives: creativesOf,
			is_associated_creatives_in_adgroups: (image, world) => {
				const creatives = new Set(creativesWith(world, image));
				return world.all('Ad').some((ad) => ad.status !== 'DELETED' && creatives.has(ad.creativeId));
			},
			created_time: createdText,
			updated_time: (image) => graphTime(image.updatedTime, image.account.timeZone),
		},
	}),
	AdVideo: define('AdVideo', {
		sdkFields: SdkAdVideo.Fields,
		newer: VIDEO_FIELDS,
		defaults: ['updated_time', 'description'],
		readers: {
			id: (video) => video.id,
			title: (video) => video.title,
			description: (video) => video.description,
			status: videoStatus,
			length: (video, world) => (videoStateOf(video, world) === 'ready' ? 15.04 : undefined),
			picture: pictureOf,
			published: () => false,
			permalink_url: (video) => `/${video.id}/`,
			created_time: createdText,
			updated_time: (video) => graphTime(video.updatedTime, video.account.timeZone),
		},
	}),
	VideoThumbnail: define('VideoThumbnail', {
		sdkFields: SdkThumbnail.Fields,
		defaults: ['height', 'scale', 'uri', 'width', 'is_preferred'],
		readers: {
			id: (row) => row.id,
			uri: (row) => row.uri,
			width: () => 1280,
			height: () => 720,
			scale: () => 1,
			is_preferred: (row) => row.isPreferred,
		},
	}),
};

function creativesOf(image: AdImage, world: Parameters<typeof creativesWith>[0]): string[] | undefined {
	const ids = creativesWith(world, image);
	return ids.length > 0 ? ids : undefined;
}

export const mediaDomain = {
	types: MEDIA_TYPES,
	edges: { AdAccount: { adimages: images, advideos: videos }, AdVideo: { thumbnails } },
	writes: {
		AdAccount: {
			'POST adimages': createImage,
			'DELETE adimages': deleteImage,
			'POST advideos': createVideo,
			'DELETE advideos': deleteAccountVideo,
		},
		AdVideo: { 'DELETE ': deleteVideo },
	},
	firstIds: { AdVideo: 3010000000001001n },
} satisfies Domain;
