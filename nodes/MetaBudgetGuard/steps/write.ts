import type { GraphChange } from '../../shared/graph/writes/change';
import type { GraphObject } from '../../shared/graph/object';
import type { AccountFacts } from '../../shared/node/session/session';
import { objectRead } from '../state/objects';
import type { DecidedStep } from '../record/step';

/** The object is no longer what the decision was made on. */
export class ChangedMeanwhile extends Error {}

/** From where to where, and whether the object has to deliver as it did when that was decided. */
export interface Move {
	readonly from: bigint;
	readonly to: bigint;
	readonly whateverStatus?: true;
	/** Without the marks that say why: Meta has refused them. */
	readonly unmarked?: true;
}

/** One absolute write, sent only while the object still shows what the decision was made on. */
export function toChange(
	{ step, target }: DecidedStep,
	account: AccountFacts,
	{ from, to, whateverStatus, unmarked }: Move,
): GraphChange {
	const { family } = step;
	const { lever } = target.state;
	const valueOf = (object: GraphObject): bigint | null => family.valueOf(object, lever);
	return {
		...objectRead(target.place, account.id),
		// A list can lag: a person's change of the last seconds would be overwritten. A check changes nothing.
		exact: !step.dryRun,
		plan(current, atStart) {
			const value = valueOf(current);
			// Only a write of this run that got no answer can have led here: a first look that shows it is someone else's
			// change.
			if (value === to && valueOf(atStart) === from) return { write: null, unproven: () => [] };
			const isAsDecided = whateverStatus ?? current.effective_status === target.object.effective_status;
			if (value !== from || !isAsDecided) return new ChangedMeanwhile();
			const params = family.params(lever, to, unmarked ? undefined : { current, now: target.state.readAt });
			return {
				write: { method: 'POST', path: target.place.id, params, effect: 'set', account: account.id },
				unproven: (after) => (valueOf(after) === to ? [] : [family.noun]),
			};
		},
	};
}
