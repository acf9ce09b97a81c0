import { idOf } from '../../shared/reading/cells';
import { entriesOf, recordOf } from '../../shared/reading/json';
import type { GraphObject } from '../../shared/graph/object';
import type { LeadFormFacts } from './forms';

/**
 * A consent box as Meta writes it (spec object UserLeadGenDisclaimerResponse). By these two keys whoever reads the row knows
 * it for one, however the box is called: an unticked one is a no.
 */
interface CheckedBox {
	readonly checkbox_key: string;
	/** Null where it is not known. */
	readonly is_checked: boolean | null;
}

interface NamedBox {
	readonly name: string;
	readonly box: CheckedBox;
	/** Its form has it, so that each lead of the form has a place for it. */
	readonly isAsked: boolean;
}

/** The boxes of its form in their order, then those that only the lead has. */
export function consentsOf(lead: GraphObject, form: LeadFormFacts | undefined): NamedBox[] {
	const responses = new Map<string, boolean | null>([...(form?.consents ?? [])].map(([key]) => [key, null]));
	for (const entry of entriesOf(lead.custom_disclaimer_responses)) {
		const { checkbox_key: key, is_checked: state } = recordOf(entry);
		responses.set(idOf(key) ?? '', stateOf(state));
	}
	return [...responses].map(([key, isChecked]) => ({
		name: form?.consents.get(key) ?? key,
		box: { checkbox_key: key, is_checked: isChecked },
		isAsked: form?.consents.has(key) ?? true,
	}));
}

/** "1" is checked, "" is not (Meta: guides/lead-ads/retrieving); anything else is not known. */
const stateOf = (state: unknown): boolean | null =>
	[true, '1', 'true'].includes(state as string)
		? true
		: [false, '', '0', 'false'].includes(state as string)
			? false
			: null;
