import { uniqBy } from 'lodash';

import type { Session } from '../../shared/node/session/session';
import { tagless } from '../../shared/words';
import { isProposed, type Ending } from '../record/step';

/** How many reasons the hint tells in full; the rest stands in the rows. */
const MOST_REASONS = 3;

/** Why steps were held, as the end of a sentence: of each guard its first reason, for others differ in their figures only. */
function whyHeld(endings: readonly Ending[]): string {
	const sentences = new Map<string, { readonly first: string; readonly steps: number }>();
	for (const ending of endings) {
		if (ending.kind !== 'held') continue;
		for (const { guard, sentence } of uniqBy(ending.reasons, 'guard')) {
			const reasonCount = sentences.get(guard);
			sentences.set(guard, { first: reasonCount?.first ?? sentence, steps: (reasonCount?.steps ?? 0) + 1 });
		}
	}
	const toldReasons = [...sentences.values()].slice(0, MOST_REASONS);
	if (toldReasons.length === 0) return '.';
	if (toldReasons.every(({ steps }) => steps === 1)) return `: ${toldReasons.map(({ first }) => first).join(' ')}`;
	return `. ${toldReasons.map(({ first, steps }) => `${steps === 1 ? 'Once' : `${steps} times`}: ${first}`).join(' ')}`;
}

/** Sums up under the output, and makes the run findable among the executions. */
export function tellRun({ n8n }: Session, endings: readonly Ending[]): void {
	const count = (kind: Ending['kind']): number => endings.filter((ending) => ending.kind === kind).length;
	const [appliedCount, wouldCount, heldCount] = [
		count('applied'),
		count('wouldApply'),
		count('held') + count('takenBack'),
	];
	n8n.customData.set('metaApplied', String(appliedCount));
	n8n.customData.set('metaHeld', String(heldCount));
	const hasProposals = endings.some((ending) => ending.kind === 'wouldApply' && isProposed(ending.decided));
	const why = whyHeld(endings);
	const warnings = endings.filter((ending) => ending.kind === 'applied' && ending.warning !== null).length;
	const hints = [
		wouldCount > 0 &&
			`Dry run: ${wouldCount} of ${endings.length} would be applied. Nothing was changed: switch Dry Run off${hasProposals ? ', or have the output Approval Message approved for Apply Approved Changes' : ''}.`,
		appliedCount > 0 && `${appliedCount} of ${endings.length} applied.`,
		warnings > 0 && `${warnings} of the applied have a warning: see the column warning.`,
		heldCount > 0 && `${heldCount} of ${endings.length} blocked${why} The output Blocked has the reasons.`,
	];
	for (const message of hints)
		if (message) n8n.addExecutionHints({ message: tagless(message), location: 'outputPane', type: 'info' });
}
