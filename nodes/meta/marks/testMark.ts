import { labelNames } from '../../shared/adObject/change/wanted';
import type { GraphObject } from '../../shared/graph/object';
import { idOf } from '../../shared/reading/cells';

/**
 * What is in a split test that this n8n has made says so by a label until the test ends, in minutes. A test compares nothing once one
 * of its ad sets has another budget than the others, or other ads.
 */
const TEST = /^n8n split test until (\d{4}-\d\d-\d\dT\d\d:\d\dZ) (\d{9,})$/;

/** @param endsAt milliseconds since 1970 */
export const testMark = (endsAt: number, id: string): string =>
	`n8n split test until ${new Date(endsAt).toISOString().slice(0, 16)}Z ${id}`;

export const isTestMark = (name: string): boolean => TEST.test(name);

export interface RunningTest {
	/** Milliseconds since 1970. */
	readonly until: number;
	/** The label that says so. */
	readonly label: string;
}

/** The test that an object is in; null where its own marks tell of none, or of one that is over. The last, where there are several. */
export function runningTest(object: GraphObject, now: number): RunningTest | null {
	const tests = labelNames(object.adlabels).flatMap((label): RunningTest[] => {
		const [, end, id] = TEST.exec(label) ?? [];
		const until = Date.parse(end ?? '');
		return id === idOf(object.id) && until > now ? [{ until, label }] : [];
	});
	return tests.reduce<RunningTest | null>((last, one) => (last === null || one.until > last.until ? one : last), null);
}
