import { AdPreview as SdkAdPreview } from 'facebook-nodejs-business-sdk';
import { edge, type Edge } from '../graph/handlers/edge.mts';
import { parameterError } from '../graph/language/graphError.mts';

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
export const previews: Edge = edge<'Ad' | 'AdCreative'>(
	{ to: 'AdPreview', order: 'oldest', isAds: true, isUnpaged: true },
	(node, { params }) => {
		params.required('ad_format');
		const format = params.oneOf('ad_format', FORMATS) ?? '';
		const gone = node.kind === 'Ad' ? node.status === 'DELETED' : node.fields.status === 'DELETED';
		if (gone) throw parameterError('A deleted object has no preview'); // wording UNCONFIRMED 25
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
