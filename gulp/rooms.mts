import { dirname } from 'node:path';
import { groupBy } from 'lodash';

import { run } from './run.mts';

/** A folder is a room: more files than this are more than a reader takes in at a glance. */
const MOST_FILES = 15;

/** What programs write is nobody's to read, and stands next to what is written by hand. */
const isByHand = (path: string): boolean => /\.(?:m?ts|mjs|cjs)$/.test(path) && !/\.generated\.ts$/.test(path);

/** @returns a sentence for each folder of the sources that holds too many files */
export async function crowdedRooms(root: string): Promise<string[]> {
	const listed = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root });
	return tooLarge(listed.split('\n').filter(isByHand));
}

/** @param files paths below the repository's folder */
export function tooLarge(files: readonly string[]): string[] {
	return Object.entries(groupBy(files, dirname))
		.filter(([, { length }]) => length > MOST_FILES)
		.map(
			([room, { length }]) =>
				`${room} has ${length} files, and ${MOST_FILES} at most are allowed. Give some of them a folder.`,
		);
}
