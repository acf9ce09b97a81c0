import { idOf } from '../../shared/reading/cells';
import { isOffForHours } from '../../meta/marks/marks';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import type { Beside } from './beside';
import type { Family, LeverPlace } from './family';
import type { NamedObject } from './objects';

/** Where the value of an item stands: on an ad set or its campaign, or why there is none. */

/** Why an item has no value. */
export type NotFound = { readonly absent: string; readonly object: GraphObject } | { readonly failure: Error };

export interface PlacedLever {
	readonly place: LeverPlace;
	/** What the value stands on. */
	readonly object: GraphObject;
	readonly campaign: GraphObject;
	readonly adSet: GraphObject | null;
}

export type LeverLookup = PlacedLever | NotFound;

export const idIn = ({ object }: PlacedLever): string => String(object.id);

export const besideOf = ({ place: { on }, object, campaign }: PlacedLever): Beside => ({
	id: String(object.id),
	campaign: String(campaign.id),
	on,
});

export const isPlaced = (one: LeverLookup): one is PlacedLever => 'place' in one;

export function locate(family: Family, { kind }: NamedObject, object: GraphObject | Error): LeverLookup {
	if (object instanceof Error) return { failure: object };
	const adSet = kind === 'adSet' ? object : null;
	const campaign = adSet === null ? object : ((adSet.campaign ?? { id: adSet.campaign_id }) as GraphObject);
	const place = family.locate(kind, adSet, campaign);
	if ('absent' in place) return { absent: place.absent, object };
	if (idOf(object.id) === null || idOf(campaign.id) === null) return { failure: unnamedFailure };
	return { place, object: place.on === 'campaign' ? campaign : object, campaign, adSet };
}

/** What has no ID cannot be written to, nor looked for in the log. */
const unnamedFailure = new GraphFailure({
	kind: 'temporary',
	message: 'Meta’s answer does not name the owner of the value',
	advice: 'Nothing was changed. Run the step again.',
});

/** Active, or off for its hours alone: then it is again in a few hours. */
export const isActive = (object: GraphObject): boolean => object.effective_status === 'ACTIVE' || isOffForHours(object);

/** The ad sets through which the values are spent. */
export const adSetsOf = (places: readonly PlacedLever[], below: readonly GraphObject[]): string[] => {
	const adSets = places.filter(({ place }) => place.on === 'adSet').map(({ object }) => object);
	return [...new Set([...adSets, ...below.filter(isActive)].map(({ id }) => String(id)))];
};
