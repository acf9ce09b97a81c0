import type { ReportPart } from '../../facts/query';
import type { Completeness } from './completeness';
import { mayBeMissing } from './recovery';
import type { ReportReader } from '../reportReader';
import { describePart, split } from './split';

export type OnIncomplete = 'fail' | 'return';

/** Cuts a part that is too much, and notes how; null where it cannot be cut any further. */
export async function shrinkPart(
	reader: ReportReader,
	completeness: Completeness,
	part: ReportPart,
): Promise<readonly ReportPart[] | null> {
	const smaller = await split(reader.query, part, async (within, level) => await reader.children(within, level));
	if (smaller === null) return null;
	completeness.cut(smaller.kind);
	return smaller.parts;
}

/**
 * Notes what the report will lack without a part.
 *
 * @returns nothing: what has become of the part
 * @throws what keeps the part away, where nothing may be missing
 */
export function giveUp(
	{ query }: ReportReader,
	completeness: Completeness,
	onIncomplete: OnIncomplete,
	part: ReportPart,
	failure: unknown,
): never[] {
	if (onIncomplete === 'fail' || !mayBeMissing(failure)) throw failure as Error;
	completeness.lacks({ what: describePart(query, part), why: failure.message, period: part.period });
	return [];
}
