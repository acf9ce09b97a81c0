import { AdPreview as SdkAdPreview } from 'facebook-nodejs-business-sdk';
import type { Domain } from '../graph/handlers/domain.mts';
import { edge } from '../graph/handlers/edge.mts';
import { define } from '../graph/handlers/nodeType.mts';
import { parameterError } from '../graph/language/graphError.mts';

/** A picture of an ad in one place, as a piece of HTML (spec object AdPreview). */
interface AdPreview {
	kind: 'AdPreview';
	id: string;
	body: string;
}

declare module '../world/storedNodes.mts' {
	interface StoredKinds {
		AdPreview: AdPreview;
	}
}

const previewType = define('AdPreview', {
	sdkFields: SdkAdPreview.Fields,
	defaults: ['body'],
	hasId: false,
	readers: { body: ({ body }) => body },
});

/** Newer names: SDK 26.0.0's public source. */
const FORMATS: string[] = [
	...Object.values(SdkAdPreview.AdFormat),
	'FACEBOOK_REELS_SIMILAR_PRODUCTS_MOBILE',
	'WHATSAPP_STATUS_MEDIA',
];

/** Stories and reels are tall, feeds are wide; Meta documents no sizes. */
const sizeOf = (format: string): [width: number, height: number] =>
	/STORY|REELS|STATUS/.test(format) ? [335, 591] : [540, 690];

/** `GET /{ad|creative}/previews`: one format a call (Meta: reference/adgroup/previews, reference/ad-creative/previews). */
const previews = edge<'Ad' | 'AdCreative'>(
	{ to: 'AdPreview', order: 'oldest', isAds: true, isUnpaged: true },
	(node, { params }) => {
		params.required('ad_format');
		const format = params.oneOf('ad_format', FORMATS) ?? '';
		const isGone = node.kind === 'Ad' ? node.status === 'DELETED' : node.fields.status === 'DELETED';
		if (isGone) throw parameterError('A deleted object has no preview'); // wording UNCONFIRMED 25
		const [width, height] = sizeOf(format);
		// The frame's address is as clients in the field show it.
		const source = `https://www.facebook.com/ads/api/preview_iframe.php?d=emulated-${node.id}-${format.toLowerCase()}&amp;t=emulated`;
		return [
			{
				kind: 'AdPreview',
				id: `${node.id}:${format}`,
				body: `<iframe src="${source}" width="${width}" height="${height}" scrolling="yes" style="border: none;"></iframe>`,
			},
		];
	},
);

export const previewDomain = {
	types: { AdPreview: previewType },
	edges: { Ad: { previews }, AdCreative: { previews } },
} satisfies Domain;
