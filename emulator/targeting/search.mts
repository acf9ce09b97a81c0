import { notEmulated, parameterError } from '../graph/language/graphError.mts';
import type { Params } from '../graph/language/params.mts';
import { boundsOf } from './estimate.mts';
import { LOCALES, OPTIONS, type TargetingOption } from './options.mts';
import { findPlace, PLACES, type TargetingPlace } from './places.mts';
import { matches } from './targetingEdges.mts';

type Row = Record<string, unknown>;

/** `GET /search?type=…` (Meta: audiences/reference/targeting-search): a list without pages (UNCONFIRMED 80), so ask for enough. */
export function searchTargeting(params: Params): { data: Row[] } {
	params.required('type');
	const type = params.text('type') ?? '';
	const find = Object.hasOwn(SEARCHES, type) ? SEARCHES[type] : undefined;
	if (find) {
		const limit = params.integer('limit') ?? (type === 'adgeolocation' ? DEFAULT_PLACES : DEFAULT_LIMIT);
		return { data: find(params).slice(0, limit) };
	}
	if (MISSING.includes(type)) throw notEmulated(`the search for ${type}`);
	throw parameterError(`Param type must be one of {${[...Object.keys(SEARCHES), ...MISSING].join(', ')}}`, 'type');
}

const DEFAULT_LIMIT = 25;
/** Third-party hint. */
const DEFAULT_PLACES = 8;
const MISSING = [
	'adeducationschool',
	'adeducationmajor',
	'adworkemployer',
	'adworkposition',
	'adgeolocationmeta',
	'adcountry',
	'adradiussuggestion',
];
const SEARCHES: Record<string, (params: Params) => Row[]> = {
	adinterest: (params) => {
		params.required('q');
		return interests()
			.filter((option) => matches(option, params.text('q') ?? ''))
			.map(interestRow);
	},
	adinterestsuggestion: (params) => {
		const interestNames = names(params, 'interest_list');
		const topics = new Set(
			interests()
				.filter(isIn(interestNames))
				.map(({ path }) => path[1]),
		);
		return interests()
			.filter((option) => topics.has(option.path[1]) && !isIn(interestNames)(option))
			.map(interestRow);
	},
	adinterestvalid: (params) => {
		const ids = params.list('interest_fbid_list') ?? [];
		const wantedNames = [...names(params, 'interest_list'), ...ids];
		return wantedNames.map((name) => {
			const interestOption = interests().find((option) => isIn([name])(option) || option.id === name);
			return interestOption ? { ...interestRow(interestOption), valid: true } : { name, valid: false };
		});
	},
	adTargetingCategory: (params) => {
		const kind = params.text('class');
		const query = params.text('q') ?? '';
		return living()
			.filter(
				(option) =>
					(kind === undefined || option.type === kind || inDemographics(kind, option)) && matches(option, query),
			)
			.map((option) => ({ ...common(option), type: option.type, description: `People in ${option.path.join(' > ')}` }));
	},
	adgeolocation: (params) => {
		const query = (params.text('q') ?? '').trim().toLowerCase();
		const types = params.list('location_types');
		const country = params.text('country_code');
		const region = params.text('region_id');
		return PLACES.filter(
			(place) =>
				(types === undefined || types.includes(place.type)) &&
				(country === undefined || place.countryCode === country) &&
				(region === undefined || place.regionId === region) &&
				(place.type === 'zip' ? place.name.startsWith(query) : place.name.toLowerCase().includes(query)),
		).map(placeRow);
	},
	adlocale: (params) => {
		const query = (params.text('q') ?? '').trim().toLowerCase();
		// Keys are numbers here, unlike every id.
		return LOCALES.filter(([, name]) => name.toLowerCase().includes(query)).map(([key, name]) => ({ key, name }));
	},
};

const living = (): TargetingOption[] => OPTIONS.filter((option) => !option.deprecated);
const interests = (): TargetingOption[] => living().filter(({ type }) => type === 'interests');
const names = (params: Params, name: string): string[] => params.list(name) ?? [];
const isIn =
	(wantedNames: string[]) =>
	({ name }: TargetingOption): boolean =>
		wantedNames.some((one) => one.toLowerCase() === name.toLowerCase());
const inDemographics = (kind: string, { path }: TargetingOption): boolean =>
	kind === 'demographics' && path[0] === 'Demographics';

function common({ id, name, path, size }: TargetingOption): Row {
	const { lower, upper } = boundsOf(size);
	return { id, name, audience_size_lower_bound: lower, audience_size_upper_bound: upper, path };
}

const LARGE = 500_000_000;

/** Of some interests Meta says more (pasted in public issues, 2025 and 2026). Of which, nobody says: here of the large ones. */
function interestRow(option: TargetingOption): Row {
	const { type, name, path, size } = option;
	const row = { ...common(option), description: null, topic: path[1] };
	if (size < LARGE) return row;
	const more = { description: `People who liked pages about ${name}`, disambiguation_category: path[1] };
	return { ...row, ...more, type, real_time_cluster: false };
}

function placeRow({ key, type, name, countryCode, region, regionId }: TargetingPlace): Row {
	if (type === 'country_group') return { key, name, type };
	return {
		key,
		name,
		type,
		country_code: countryCode,
		country_name: findPlace('country', countryCode ?? '')?.name,
		...(region !== undefined && { region, region_id: Number(regionId) }),
		supports_region: true,
		supports_city: true,
	};
}
