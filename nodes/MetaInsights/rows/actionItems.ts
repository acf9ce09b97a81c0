/** An entry of a list by action: the count of one type, as a whole and by windows. */
export interface ActionItem {
	readonly action_type?: unknown;
	readonly value?: unknown;
	readonly [part: string]: unknown;
}

const NONE: readonly ActionItem[] = [];

export const actionItems = (value: unknown): readonly ActionItem[] =>
	Array.isArray(value) ? (value as Array<ActionItem | null>).filter((item) => item !== null) : NONE;
