import type { Domain } from '../graph/handlers/domain.mts';
import { edge, type EdgeContext } from '../graph/handlers/edge.mts';
import { parameterError } from '../graph/language/graphError.mts';
import { type JsonObject, readObject, readObjects } from '../graph/language/jsonObjects.mts';
import type { Params } from '../graph/language/params.mts';
import type { AdSet } from '../world/adObjectModel.mts';
import type { Account } from '../world/basics.mts';
import { boundsOf, peopleReached } from './estimate.mts';
import { entries, geoOf } from './geo.mts';
import { OPTIONS, type TargetingOption } from './options.mts';
import type { Estimate, TargetingRow } from './targetingModel.mts';
import { checkTargeting } from './targetingRules.mts';
import { TARGETING_TYPES } from './targetingTypes.mts';

const living = OPTIONS.filter((option) => !option.deprecated);

/** The option of an id, a name, or neither: a row without one is what validation calls not valid. */
function toRow(option: TargetingOption, more: Partial<TargetingRow> = {}): TargetingRow {
	return { kind: 'TargetingUnified', id: option.id, option, ...more };
}

/** Ids ascend, as the cursors need it; Meta orders by relevance. */
function list(options: TargetingOption[], params: Params): TargetingRow[] {
	const type = params.text('limit_type');
	return options
		.filter((option) => type === undefined || option.type === type)
		.toSorted((one, other) => Number(one.id) - Number(other.id))
		.map((option) => toRow(option));
}

/** `q` in the name or the path, without regard to case (Meta: audiences/reference/detailed-targeting; how it matches: UNCONFIRMED 81). */
export function matches({ name, path }: { name: string; path: string[] }, query: string): boolean {
	const words = query.trim().toLowerCase();
	return [name, ...path].some((text) => text.toLowerCase().includes(words));
}

const search = edge<'AdAccount'>({ to: 'TargetingUnified', order: 'oldest', isAds: true }, (_account, { params }) => {
	params.required('q');
	return list(
		living.filter((option) => matches(option, params.text('q') ?? '')),
		params,
	);
});

const browse = edge<'AdAccount'>({ to: 'TargetingUnified', order: 'oldest', isAds: true }, (_account, { params }) =>
	list(living, params),
);

/** What shares a category with something in `targeting_list`. */
const suggestions = edge<'AdAccount'>(
	{ to: 'TargetingUnified', order: 'oldest', isAds: true },
	(_account, { params }) => {
		const givenIds = new Set((readObjects(params, 'targeting_list') ?? []).map(({ id }) => String(id)));
		const topics = new Set(living.filter(({ id }) => givenIds.has(id)).map(({ path }) => path[1]));
		return list(
			living.filter(({ id, path }) => topics.has(path[1]) && !givenIds.has(id)),
			params,
		);
	},
);

/** Says of ids and names whether they still can be used. */
const validation = edge<'AdAccount'>(
	{ to: 'TargetingUnified', order: 'oldest', isAds: true },
	(_account, { params }) => {
		const listedIds = (readObjects(params, 'targeting_list') ?? []).map(({ id }) => String(id));
		const rows = [...(params.list('id_list') ?? []), ...listedIds].map((id): TargetingRow => {
			const option = OPTIONS.find((known) => known.id === id);
			return option ? toRow(option, { valid: !option.deprecated }) : { kind: 'TargetingUnified', id, valid: false };
		});
		const namedRows = (params.list('name_list') ?? []).map((askedName): TargetingRow => {
			const option = OPTIONS.find(({ name }) => name.toLowerCase() === askedName.toLowerCase());
			return option
				? toRow(option, { valid: !option.deprecated })
				: { kind: 'TargetingUnified', id: '0', valid: false, askedName };
		});
		return [...rows, ...namedRows];
	},
);

/** Gone since v26.0 (third-party hint; SDK 26.0.0's public source lacks them too). */
const UNTIL_V25 = ['estimate_dau', 'daily_outcomes_curve'];

const hasOutcomes = ({ version }: EdgeContext): boolean => Number(/^v(\d+)/.exec(version)?.[1]) < 26;

function estimate<K extends 'DeliveryEstimate' | 'ReachEstimate'>(
	kind: K,
	account: Account,
	targeting: JsonObject,
	context: EdgeContext,
): Array<Estimate<K>> {
	checkTargeting(targeting);
	const oldField = UNTIL_V25.find((field) => new RegExp(`\\b${field}\\b`).test(context.params.text('fields') ?? ''));
	if (oldField && !hasOutcomes(context)) {
		throw parameterError(`Tried accessing nonexisting field (${oldField}) on node type (AdAccountDeliveryEstimate)`);
	}
	// "May not be available for certain businesses": then -1 (Meta: reference/ad-account/reachestimate). Here: where the terms are not accepted.
	const isHidden = entries(targeting, 'custom_audiences').length > 0 && !account.tosAccepted.custom_audience_tos;
	const bounds = isHidden ? { lower: -1, upper: -1 } : boundsOf(peopleReached(targeting));
	return [{ kind, id: '1', ...bounds }];
}

function readSpec(params: Params, storedSpec?: JsonObject): JsonObject {
	if (storedSpec === undefined) params.required('targeting_spec');
	return readObject(params, 'targeting_spec') ?? storedSpec ?? {};
}

const accountEstimate = edge<'AdAccount'>(
	{ to: 'DeliveryEstimate', order: 'oldest', isAds: true, isUnpaged: true },
	(account, context) => {
		context.params.required('optimization_goal');
		return estimate('DeliveryEstimate', account, readSpec(context.params), context);
	},
);

const adSetEstimate = edge<'AdSet'>(
	{ to: 'DeliveryEstimate', order: 'oldest', isAds: true, isUnpaged: true },
	(adSet: AdSet, context) => {
		const storedTargeting = storedForm(adSet.targeting);
		return estimate('DeliveryEstimate', adSet.account, readSpec(context.params, storedTargeting), context);
	},
);

/** What is stored may hold keys that can no longer be sent. */
function storedForm(targeting: JsonObject): JsonObject {
	const geo = Object.entries(geoOf(targeting)).filter(([key]) => key !== 'location_types');
	return { ...targeting, geo_locations: Object.fromEntries(geo) };
}

/** One object under `data` (as clients in the field show it; Meta's page says "a single node"). */
const reach = edge<'AdAccount'>(
	{ to: 'ReachEstimate', order: 'oldest', isAds: true, isUnpaged: true, isSingle: true },
	(account, context) => estimate('ReachEstimate', account, readSpec(context.params), context),
);

export const targetingDomain = {
	types: TARGETING_TYPES,
	edges: {
		AdAccount: {
			targetingsearch: search,
			targetingbrowse: browse,
			targetingsuggestions: suggestions,
			targetingvalidation: validation,
			delivery_estimate: accountEstimate,
			reachestimate: reach,
		},
		AdSet: { delivery_estimate: adSetEstimate },
	},
} satisfies Domain;
