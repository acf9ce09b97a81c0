import type { Json } from '../../../shared/record';

/** The boxes under a lead form's own terms (Meta: UserLeadGenDisclaimerResponse): nothing else has both of these keys. */
export const isLeadBox = (object: Json): boolean => 'checkbox_key' in object && 'is_checked' in object;

/** What was left unticked is a no, whatever the box is called; null where it is not known. */
export function tickOf({ is_checked: state }: Json): boolean | null {
	const text = String(state ?? 'unknown')
		.trim()
		.toLowerCase();
	return ['true', '1'].includes(text) ? true : ['false', '0', ''].includes(text) ? false : null;
}
