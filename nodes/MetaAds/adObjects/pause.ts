import { keepingMarks } from '../../meta/marks/markedStatus';
import { changedRow, changeObjects } from '../../shared/adObject/change/changes';
import { wantedStatus } from '../../shared/adObject/change/wanted';
import type { AdObjectKind } from '../../shared/adObject/kind';
import { targetForm } from '../../shared/adObject/targetForm';
import type { GraphObject } from '../../shared/graph/object';
import { together } from '../../shared/node/bulk';
import { defineOperation, type Operation } from '../../shared/node/operation';

export const pauseOperation = (kind: AdObjectKind, action: string, description: string): Operation =>
	defineOperation({
		value: 'pause',
		name: 'Pause',
		action,
		description,
		effect: 'write',
		stopsSpend: true,
		form: targetForm(kind),
		perform: together(
			async (session, { adAccount, id, options: { validateOnly } }) => ({
				id,
				account: await session.account(adAccount),
				validateOnly: validateOnly || session.dryRun,
				decide: (current: GraphObject) => keepingMarks([wantedStatus('PAUSED')], current),
				method: 'POST' as const,
			}),
			async (session, changes) => await changeObjects(session, kind, changes, changedRow(kind)),
		),
	});
