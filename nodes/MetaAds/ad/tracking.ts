import { castArray, uniq } from 'lodash';

import { wantedText, type WantedValue } from '../../shared/adObject/change/wanted';
import type { GraphObject } from '../../shared/graph/object';
import { entriesOf } from '../../shared/reading/json';
import { idOf } from '../../shared/reading/cells';
import { isRecord } from '../../shared/record';

/** One entry of an ad's `tracking_specs` (Marketing API, "Tracking and conversion specs"). */
type TrackingSpec = Readonly<Record<string, unknown>>;

const specsOf = ({ tracking_specs: specs }: GraphObject): TrackingSpec[] => entriesOf(specs).filter(isRecord);

/** What is no list counts as a list of one. */
const listOf = (value: unknown): string[] => castArray(value).flatMap((part) => idOf(part) ?? []);

const isPixelSpec = (spec: TrackingSpec): boolean =>
	listOf(spec['action.type']).includes('offsite_conversion') && spec.fb_pixel !== undefined;

/** Records what people do on the website with the pixel. */
export const pixelSpec = (pixel: string): TrackingSpec => ({
	'action.type': ['offsite_conversion'],
	fb_pixel: [pixel],
});

/** The pixels an ad records website actions with. */
export const pixelsOf = (ad: GraphObject): string[] =>
	uniq(
		specsOf(ad)
			.filter(isPixelSpec)
			.flatMap((spec) => listOf(spec.fb_pixel)),
	);

/** The pixel instead of the ad's present ones; its other tracking stays, since Meta replaces the whole list. */
export const wantedPixel = (pixel: string, ad: GraphObject): WantedValue => ({
	...wantedText('tracking_specs', 'Pixel', [...specsOf(ad).filter((spec) => !isPixelSpec(spec)), pixelSpec(pixel)]),
	shownBy: (adShown) => pixelsOf(adShown).join() === pixel,
	inWords: (adShown) => pixelsOf(adShown).join(', ') || 'none',
});
