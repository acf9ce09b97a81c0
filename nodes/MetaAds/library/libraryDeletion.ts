import type { IDataObject } from 'n8n-workflow';

import { carryOutChanges } from '../../shared/adObject/change/changes';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphChange } from '../../shared/graph/writes/change';
import { pairLists } from '../../shared/lists';
import type { Verdict } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';

/** One thing to be deleted from an ad account's media library. */
export interface Deletion {
	readonly account: string;
	readonly validateOnly: boolean;
}

/** What is deleted: an image, a video. */
interface Library<D extends Deletion> {
	readonly noun: string;
	readonly toChange: (deletion: D) => GraphChange;
	/** Which one, and what it was called. */
	readonly columns: (deletion: D, before: GraphObject) => IDataObject;
	readonly asProblem?: (failure: Error) => Error;
}

/** Deletes, or only looks whether it is there: Meta has no check without effect for deletes. */
export const deleteFromLibrary =
	<D extends Deletion>({ noun, toChange, columns, asProblem = (failure) => failure }: Library<D>) =>
	async (session: Session, deletions: readonly D[]): Promise<Verdict[]> => {
		const plans = deletions.map((one) => ({ change: toChange(one), validateOnly: one.validateOnly }));
		return pairLists(deletions, await carryOutChanges(session, plans)).map(([deletion, end]): Verdict => {
			if (end.failure) return { failure: asProblem(end.failure) };
			const { account, validateOnly } = deletion;
			const deletedColumns = columns(deletion, end.before);
			const row = { ...deletedColumns, deleted: !validateOnly, changed: end.changed, accountId: account };
			const note = `The ${noun} exists and would be deleted. Nothing was changed.`;
			return { rows: [{ json: validateOnly ? { ...row, validated: true, note } : row }] };
		});
	};
