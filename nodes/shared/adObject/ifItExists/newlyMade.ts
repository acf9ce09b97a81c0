import { ProcessMemory } from '../../memory';

/** Far more than are made within the seconds that count. */
const CAPACITY = 20_000;

/** Far longer than a list is behind: after that it alone tells what is there. */
const NEW_FOR = 600_000;

interface Made {
	readonly id: string;
	readonly at: number;
}

/**
 * What this process has made, by where it lies and its name. A new object takes some seconds to show up in its list; a
 * retry, the next round of a loop and another execution look sooner. A hint: whoever recalls an ID looks at the object.
 */
export const newlyMade = new ProcessMemory<Made>(CAPACITY);

/** The ID of what was made in the last minutes. */
export function recallNew(key: string, now: number): string | undefined {
	const entry = newlyMade.recall(key);
	return entry === undefined || now - entry.at > NEW_FOR ? undefined : entry.id;
}
