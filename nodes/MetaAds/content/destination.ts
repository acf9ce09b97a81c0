import { wantedText, type WantedValue } from '../../shared/adObject/change/wanted';
import { choice } from '../../shared/form/kinds';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';
import { recordOf } from '../../shared/reading/json';
import { featureInWords } from '../../shared/spec/featureWords';

/**
 * Where else than to its link a creative leads. Since v26.0 Meta also sends people to the advertiser's shop, if there is
 * one. A creative can say otherwise (Graph API changelog v26.0).
 */

const AND_SHOP = 'WEBSITE_AND_SHOP';
const WEBSITE_ONLY = 'WEBSITE_AND_SHOP_OPT_OUT';

export const shopDestinationField = choice({
	displayName: 'Shop Destination',
	name: 'shopDestination',
	options: [
		{ name: 'Website and Shop', value: AND_SHOP },
		{ name: 'Website Only', value: WEBSITE_ONLY },
	],
	default: WEBSITE_ONLY,
	description: 'The pages that people may land on. If you have a shop on Facebook or Instagram, the default is both.',
});

const destinationIn = ({ destination_spec: spec }: GraphObject | GraphParams): unknown =>
	recordOf(spec).destination_type;

/** What the creative of a copy keeps; Meta shows more than it takes. */
export const keptDestination = (creative: GraphObject): GraphParams => {
	const type = destinationIn(creative);
	return type === AND_SHOP || type === WEBSITE_ONLY ? shopSent(type) : {};
};

export const shopSent = (type: string | undefined): GraphParams =>
	type === undefined ? {} : { destination_spec: { destination_type: type } };

/** Without a shop Meta may show nothing of what was sent. */
export const provenDestination = (params: GraphParams): WantedValue[] => {
	const wantedDestination = destinationIn(params);
	if (wantedDestination !== AND_SHOP && wantedDestination !== WEBSITE_ONLY) return [];
	const shownBy = (object: GraphObject): boolean =>
		(destinationIn(object) === AND_SHOP) === (wantedDestination === AND_SHOP);
	return [{ ...wantedText('destination_spec', 'Shop Destination', params.destination_spec), shownBy }];
};

type Features = Readonly<Record<string, unknown>>;

const featuresIn = ({ degrees_of_freedom_spec: freedom }: GraphObject | GraphParams): Features =>
	recordOf(recordOf(freedom).creative_features_spec);

/** What Meta does with a creative that its maker did not say. */
export function unaskedOfCreative(sentParams: GraphParams, creative: GraphObject): string[] {
	const sentFeatures = featuresIn(sentParams);
	const features = Object.entries(featuresIn(creative))
		.filter(([name, details]) => sentFeatures[name] === undefined && recordOf(details).enroll_status === 'OPT_IN')
		.map(([name]) => featureInWords(name));
	const isShop = destinationIn(creative) === AND_SHOP && destinationIn(sentParams) === undefined;
	return [
		...(isShop ? ['people may land in the shop and not on the website (Shop Destination)'] : []),
		...(features.length > 0 ? [`Advantage+ features are on (Advantage+ Features Off): ${features.join(', ')}`] : []),
	];
}
