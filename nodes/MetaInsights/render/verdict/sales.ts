import { isActionRow } from '../numbers/actionRows';
import { purchaseValue, roas, spend } from '../numbers/figures';
import { arePeriodsAlike, soFar, type JudgedBlock } from './judged';

/** How far a sum of amounts may be off by its binary fractions. */
const EXACT = 1e-9;

/** What the ads brought in purchases, against what they cost; nothing where the two are not of the same rows. Rows by action share one spend. */
export function salesSentence(block: JudgedBlock): string[] {
	const { words, rows, showsSales } = block;
	const [now, before] = [backOf(block, 'now'), arePeriodsAlike(block) ? backOf(block, 'before') : null];
	if (!showsSales || now === null || rows.some(isActionRow)) return [];
	const [brought, cost] = [purchaseValue, spend].map((metric) => words.value(block.figure(metric).now, metric));
	const against = before === null ? '' : ` (before: ${words.back(before)})`;
	return [
		`The ads brought ${brought} in purchases${soFar(block)} and cost ${cost}: ${words.back(now)} back for each ${words.one()} spent${against}.`,
	];
}

/** What came back for one of spend; null where some row, or Meta's total, tells one of the two only. */
function backOf({ figure }: JudgedBlock, side: 'now' | 'before'): number | null {
	const [value, cost, back] = [purchaseValue, spend, roas].map((metric) => figure(metric)[side]);
	if (value == null || cost == null || back == null) return null;
	return Math.abs(value - back * cost) <= EXACT * Math.max(1, value) ? back : null;
}
