import { Memory } from '../../memory';

/** Far more than are made within the seconds that count. */
const CAPACITY = 20_000;

/**
 * IDs of what this process has made, by where it lies and its name. A new object takes some seconds to show up in its
 * list; a retry, the next round of a loop and another execution look sooner. A hint: whoever recalls an ID looks at the
 * object.
 */
export const newlyMade = new Memory<string>(CAPACITY);
