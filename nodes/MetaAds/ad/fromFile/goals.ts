import type { AdSetChanges } from '../../adSet/duplicated/changes';
import type { FromFileParams } from './form';

/** An ad set that ads go into: one that is there, or one to be made of it. */
export interface AdSetGoal {
	readonly adSet: string;
	/** What a new one has otherwise, and what it is called after: “Broad – CA”. */
	readonly fresh?: { readonly label: string; readonly changes: AdSetChanges };
}

export function goalsOf(params: FromFileParams): AdSetGoal[] {
	const { adSet, into, moreAdSets = [], countries = [], audiences = [] } = params;
	const ofChanges = (values: readonly string[], changes: (value: string) => AdSetChanges): AdSetGoal[] =>
		[...new Set(values)].map((label) => ({ adSet, fresh: { label, changes: changes(label) } }));
	if (into === 'perCountry') return ofChanges(countries, (country) => ({ countries: [country] }));
	if (into === 'perAudience') return ofChanges(audiences, (audience) => ({ audience }));
	return [...new Set([adSet, ...moreAdSets])].map((one) => ({ adSet: one }));
}
