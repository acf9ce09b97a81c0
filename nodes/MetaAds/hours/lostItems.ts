import type { AdObjectKind } from '../../shared/adObject/kind';
import type { Job } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import type { Task } from './holds';

/** An item that cannot be used: whatever hours it gives its object are unknown. */
export interface LostItem {
	readonly index: number;
	/** The object it names; null where even that cannot be read. */
	readonly id: string | null;
}

/** Items whose form could not be read, in a run that goes on without them. */
export function unreadItems(
	{ n8n }: Session,
	{ locator }: Pick<AdObjectKind, 'locator'>,
	jobs: ReadonlyArray<Job<unknown>>,
): LostItem[] {
	const read = new Set(jobs.map(({ index }) => index));
	const idIn = (index: number): string | null => {
		const { name } = locator.property;
		try {
			return locator.read(n8n.getNodeParameter(name, index), [name]);
		} catch {
			return null; // Its own failure says why.
		}
	};
	return n8n.getInputData().flatMap((_item, index) => (read.has(index) ? [] : [{ index, id: idIn(index) }]));
}

/** Why not all hours of an object are known, a sentence. */
export function unsureBy(
	{ id }: Pick<Task, 'id'>,
	lostItems: readonly LostItem[],
	{ noun }: Pick<AdObjectKind, 'noun'>,
): string | undefined {
	const one = lostItems.find((item) => item.id === id) ?? lostItems.find((item) => item.id === null);
	if (one === undefined) return undefined;
	const item = `Not changed: item ${one.index + 1}`;
	return one.id === null
		? `${item} can’t be used, and it is unknown which ${noun} its hours are for. It may be this one.`
		: `${item} is for the same ${noun} and can’t be used, so its hours are incomplete.`;
}
