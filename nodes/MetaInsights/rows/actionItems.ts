import { entriesOf } from '../../shared/reading/json';
import { isRecord } from '../../shared/record';

/** An entry of a list by action: the count of one type, as a whole and by windows. */
export interface ActionItem {
	readonly action_type?: unknown;
	readonly value?: unknown;
	readonly [part: string]: unknown;
}

/** The entries of a list by action. What is no entry, or has a type that is no word, says nothing. */
export const actionItems = (value: unknown): readonly ActionItem[] =>
	entriesOf(value).filter(
		(item): item is ActionItem =>
			isRecord(item) && (item.action_type === undefined || typeof item.action_type === 'string'),
	);
