import type { IDataObject } from 'n8n-workflow';

import { carryOut } from '../../shared/adObject/change/changes';
import type { GraphObject } from '../../shared/graph/object';
import type { Change } from '../../shared/graph/writes/change';
import { paired } from '../../shared/lists';
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
	readonly toChange: (deletion: D) => Change;
	/** Which one, and what it was called. */
	readonly columns: (deletion: D, before: GraphObject) => IDataObject;
	readonly asProblem?: (failure: Error) => Error;
}

/** Deletes, or only looks whether it is there: Meta has no check without effect for deletes. */
export const deleteFromLibrary =
	<D extends Deletion>({ noun, toChange, columns, asProblem = (failure) => failure }: Library<D>) =>
	async (session: Session, deletions: readonly D[]): Promise<Verdict[]> => {
		const planned = deletions.map((one) => ({ change: toChange(one), validateOnly: one.validateOnly }));
		return paired(deletions, await carryOut(session, planned)).map(([deletion, end]): Verdict => {
			if (end.failure) return { failure: asProblem(end.failure) };
			const { account, validateOnly } = deletion;
			const what = columns(deletion, end.before);
			const row = { ...what, deleted: !validateOnly, changed: end.changed, accountId: account };
			const note = `The ${noun} exists and would be deleted. Nothing was changed.`;
			return { rows: [{ json: validateOnly ? { ...row, validated: true, note } : row }] };
		});
	};
