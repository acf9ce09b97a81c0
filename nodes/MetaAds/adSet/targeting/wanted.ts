import { omitBy } from 'lodash';

import type { WantedValue } from '../../../shared/adObject/change/wanted';
import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import { recordOf } from '../../../shared/reading/json';
import type { Targeting } from '../../targeting/targetingJson';
import type { CampaignFacts } from '../campaignFacts';
import type { UpdateAdSetParams } from '../updateForm';
import type { TargetingForm } from './form';
import type { TargetingPart } from './part';
import { targetingPartsOf, withParts, writable } from './parts';
import { targetingProblem, type TargetingPaths } from './rules';
import { specialCategoryProblem } from './facts/specialCategory';
import { targetingInWords } from './words';
import { showsWanted } from '../../../shared/reading/shown';

const targetingIn = (adSet: GraphObject): Targeting => recordOf(adSet.targeting);

/** One wish a part; all carry the same whole targeting, since Meta replaces it as a whole. */
const wantedPart = ({ label, shownBy, inWords }: TargetingPart, targeting: Targeting): WantedValue => ({
	field: 'targeting',
	label,
	value: targeting,
	shownBy: (adSet) => shownBy(targetingIn(adSet)),
	inWords: (adSet) => inWords(targetingIn(adSet)),
});

/** Keys Meta fills in by itself: their presence alone does not make another targeting. */
const filledIn = new Set([
	'age_min',
	'age_max',
	'age_range',
	'brand_safety_content_filter_levels',
	'targeting_automation',
	'targeting_relaxation_types',
]);

const wantedWhole = (targeting: Targeting): WantedValue => ({
	field: 'targeting',
	label: 'Targeting',
	value: targeting,
	shownBy: (adSet) => {
		const shownTargeting = targetingIn(adSet);
		// An empty list chooses nothing: Meta may fill in its own.
		const chosenParts = omitBy(targeting, (part) => Array.isArray(part) && part.length === 0);
		if (!showsWanted(shownTargeting, chosenParts, 'anyOrder')) return false;
		return Object.keys(writable(shownTargeting)).every((key) => key in targeting || filledIn.has(key));
	},
	inWords: (adSet) => targetingInWords(targetingIn(adSet)),
});

/** Why a part cannot be put into what the ad set has. */
function refusal(parts: readonly TargetingPart[], present: Targeting): InputProblem | null {
	for (const part of parts) {
		const why = part.refusal?.(present);
		if (why) return new InputProblem(['targeting', part.field], why.message, why.advice);
	}
	return null;
}

/** Where the parts of a targeting are entered in the form that changes an ad set. */
function pathsIn({ targetingJson: json, ...form }: UpdateAdSetParams['targeting']): TargetingPaths {
	const path = (field: keyof TargetingForm): string[] => ['targeting', json ? 'targetingJson' : field];
	const places = (['countries', 'regions', 'cities', 'zips'] as const).find((field) => form[field] !== undefined);
	const isSwitchAlone = form.ageMax === undefined && form.advantageAudience !== undefined;
	return {
		countries: path(places ?? 'countries'),
		ageMax: path('ageMax'),
		advantage: isSwitchAlone ? path('advantageAudience') : undefined,
		beneficiary: ['updateFields', 'beneficiary'],
		payor: ['updateFields', 'payor'],
	};
}

/** What the form says of the targeting, given the ad set as it is now; nothing where it leaves it alone. */
export function wantedTargeting(
	{ targeting: form, updateFields }: UpdateAdSetParams,
	current: GraphObject,
	campaign: CampaignFacts,
): readonly WantedValue[] | InputProblem {
	const { targetingJson: json, ...rest } = form;
	const parts = targetingPartsOf(rest);
	if (json === undefined && parts.length === 0) return [];
	const present = targetingIn(current);
	const targeting = withParts(json ?? present, parts);
	const parties = {
		beneficiary: updateFields.beneficiary ?? current.dsa_beneficiary,
		payor: updateFields.payor ?? current.dsa_payor,
	};
	const touchedKeys = (field: keyof TargetingForm): string[] | undefined => {
		if (json) return ['targeting', 'targetingJson'];
		return rest[field] === undefined ? undefined : ['targeting', field];
	};
	const problem =
		refusal(parts, present) ??
		targetingProblem(targeting, parties, pathsIn(form)) ??
		specialCategoryProblem(targeting, campaign, touchedKeys);
	if (problem) return problem;
	return json ? [wantedWhole(targeting)] : parts.map((part) => wantedPart(part, targeting));
}
