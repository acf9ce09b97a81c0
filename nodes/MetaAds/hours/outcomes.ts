import type { IDataObject } from 'n8n-workflow';

import { toggle } from '../../shared/form/kinds';
import type { Verdict } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { rareSchedule } from './schedule';

export const editorDryRunField = toggle({
	displayName: 'Dry Run in Editor',
	name: 'dryRunInEditor',
	default: true,
	hint: 'Concerns only runs that you start here. Once the workflow is published (active), its runs make the changes.',
	description:
		'Whether a run that you start in the editor only shows what would change. A published workflow makes the changes.',
});

/** A person tries it out in the editor. */
export const isEditorRun = ({ n8n }: Session): boolean => n8n.getMode() === 'manual';

const TO_CHANGE = 'To make the changes, publish the workflow, or switch Dry Run in Editor off.';

/** What the row of such a run says of itself, where it would have changed something. */
export const editorNote = ({ note, changes }: IDataObject): IDataObject =>
	changes === 'none' ? {} : { note: [note, `A dry run in the editor. ${TO_CHANGE}`].filter(Boolean).join(' ') };

const countOf = (rows: readonly IDataObject[], action: string, words: string): string[] => {
	const count = rows.filter((row) => row.action === action).length;
	return count === 0 ? [] : [`${count} ${words}`];
};

/** The run in one line above its rows, and whether its schedule is too rare for hours. */
export function sayOutcomes({ n8n }: Session, verdicts: readonly Verdict[], isEditorDryRun: boolean): void {
	const rows = verdicts.flatMap((verdict) => (verdict.rows ?? []).map(({ json }) => json));
	const would = rows.some(({ validated }) => validated === true) ? 'would be ' : '';
	const failures = verdicts.filter(({ failure }) => failure !== undefined).length;
	const counts = [
		...countOf(rows, 'pause', `${would}paused`),
		...countOf(rows, 'activate', `${would}activated`),
		...countOf(rows, 'none', 'already right'),
		...countOf(rows, 'hold', 'left as they are: see the column reason'),
		...(failures > 0 ? [`${failures} failed`] : []),
	].join(', ');
	const hasChanges = rows.some(({ action }) => action === 'pause' || action === 'activate');
	const often = rareSchedule(n8n);
	const hints = [
		counts !== '' &&
			(isEditorDryRun ? `Dry run in the editor: ${counts}.${hasChanges ? ` ${TO_CHANGE}` : ''}` : `${counts}.`),
		often !== null &&
			`The Schedule Trigger runs this workflow ${often}, so hours would begin and end late. Set it to Hours, every 1 hour.`,
	];
	for (const message of hints) if (message) n8n.addExecutionHints({ message, location: 'outputPane', type: 'info' });
}
