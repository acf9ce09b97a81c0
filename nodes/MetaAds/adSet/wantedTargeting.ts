import type { GraphObject } from '../../shared/graph/object';
import { InputProblem } from '../../shared/form/problem';
import type { Wanted } from '../../shared/adObject/wanted';
import type { Targeting } from '../targeting/targetingJson';
import type { CampaignFacts } from './campaignFacts';
import { specialCategoryProblem } from './specialCategory';
import { targetingProblem } from './targetingChecks';
import { partsOf, withParts, writable, type TargetingPart } from './targetingParts';
import { targetingInWords } from './targetingWords';
import type { UpdateParams } from './updateForm';

const targetingIn = (adSet: GraphObject): Targeting => (adSet.targeting ?? {}) as Targeting;

/** One wish a part; all carry the same whole targeting, since Meta replaces it as a whole. */
const wantedPart = ({ label, shownBy, inWords }: TargetingPart, targeting: Targeting): Wanted => ({
	field: 'targeting',
	label,
	value: targeting,
	shownBy: (adSet) => shownBy(targetingIn(adSet)),
	inWords: (adSet) => inWords(targetingIn(adSet)),
});

/** Whether the whole is there: everything that was sent, in whatever order. Names and defaults that Meta adds do not count. */
function holds(shown: unknown, sent: unknown): boolean {
	if (Array.isArray(sent)) return Array.isArray(shown) && shown.length === sent.length && sent.every((entry) => shown.some((other) => holds(other, entry)));
	if (typeof sent !== 'object' || sent === null) return String(shown) === String(sent);
	return Object.entries(sent).every(([key, value]) => (Array.isArray(value) && value.length === 0) || holds((shown as GraphObject | undefined)?.[key], value));
}

/** Keys Meta fills in by itself: their presence alone does not make another targeting. */
const filledIn = new Set(['age_min', 'age_max', 'age_range', 'brand_safety_content_filter_levels', 'targeting_automation', 'targeting_relaxation_types']);

const wantedWhole = (targeting: Targeting): Wanted => ({
	field: 'targeting',
	label: 'Targeting',
	value: targeting,
	shownBy: (adSet) => {
		const shown = targetingIn(adSet);
		return holds(shown, targeting) && Object.keys(writable(shown)).every((key) => key in targeting || filledIn.has(key));
	},
	inWords: (adSet) => targetingInWords(targetingIn(adSet)),
});

/** @throws InputProblem at the field */
export function wantedTargeting({ targeting: form, updateFields }: UpdateParams, current: GraphObject, campaign: CampaignFacts): Wanted[] {
	const { targetingJson: json, ...rest } = form;
	const parts = partsOf(rest);
	if (json === undefined && parts.length === 0) return [];
	const before = targetingIn(current);
	for (const { field, refusal } of parts) {
		const why = refusal?.(before);
		if (why) throw new InputProblem(['targeting', field], why.message, why.advice);
	}
	const targeting = json ? writable(json) : withParts(before, parts);
	const path = (field: keyof typeof rest): string[] => ['targeting', json ? 'targetingJson' : field];
	const european = { beneficiary: updateFields.beneficiary ?? current.dsa_beneficiary, payor: updateFields.payor ?? current.dsa_payor };
	const places = (['countries', 'regions', 'cities', 'zips'] as const).find((field) => rest[field] !== undefined);
	const problem = targetingProblem(targeting, european, {
		countries: path(places ?? 'countries'),
		ageMax: path('ageMax'),
		advantage: rest.ageMax === undefined && rest.advantageAudience !== undefined ? path('advantageAudience') : undefined,
		beneficiary: ['updateFields', 'beneficiary'],
		payor: ['updateFields', 'payor'],
	});
	const touched = (field: keyof typeof rest): string[] | undefined => (json || rest[field] !== undefined ? path(field) : undefined);
	const limited = specialCategoryProblem(targeting, campaign, touched);
	if (problem ?? limited) throw problem ?? limited;
	return json ? [wantedWhole(targeting)] : parts.map((part) => wantedPart(part, targeting));
}
