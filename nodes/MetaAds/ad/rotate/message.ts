import type { IDataObject } from 'n8n-workflow';

import { messageItem, type MessageEntry } from '../../../meta/message';
import { textCell } from '../../../shared/reading/cells';

const DRY_RUN = 'A dry run: nothing was changed.';

/** What a row of a dry run says of itself. */
export const dryRunNote = { validated: true, note: DRY_RUN } as const;

/** Paused, and switched on again at once. */
const isTakenBack = ({ action, failed, changed }: IDataObject): boolean =>
	action === 'keep' && failed !== true && changed === true;

const isTold = (row: IDataObject): boolean => row.action !== 'keep' || row.failed === true || isTakenBack(row);

/** The run in one line. */
export const rotationSummary = (message: IDataObject | null, dryRun: boolean): string =>
	message === null
		? 'Creative rotation: no ad is paused or activated.'
		: `${String(message.subject)}.${dryRun ? ' Nothing was changed: switch Dry Run off.' : ''}`;

/**
 * One message about all ads that were paused or activated, or could not be; none where nothing was to do.
 *
 * @param rows of the ads, as the other outputs have them
 */
export function rotationMessage(rows: readonly IDataObject[], dryRun: boolean): IDataObject | null {
	const toldRows = rows.filter(isTold);
	if (toldRows.length === 0) return null;
	const of = (wantedAction: string): number => toldRows.filter(({ action }) => action === wantedAction).length;
	const failures = toldRows.filter(({ failed }) => failed === true).length;
	const back = toldRows.filter(isTakenBack).length;
	const counts = [
		`${of('pause')} paused`,
		`${of('activate')} activated`,
		...(back > 0 ? [`${back} taken back`] : []),
		...(failures > 0 ? [`${failures} went wrong`] : []),
	];
	const subject = `Creative rotation${dryRun ? ' (dry run)' : ''}: ${counts.join(', ')}`;
	return messageItem(subject, toldRows.map(toldOf), dryRun ? DRY_RUN : undefined);
}

const words: Readonly<Record<string, string>> = { pause: 'Paused', activate: 'Activated' };

/** What went wrong may have been made all the same: where its outcome is unknown, the reason says so. */
function headingOf({ action, failed }: IDataObject): string {
	return words[String(action)] ?? (failed === true ? 'Went wrong' : 'Paused and active again');
}

function toldOf(row: IDataObject): MessageEntry {
	const { name, adSetName, reason, adsManagerUrl } = row;
	const where = typeof adSetName === 'string' ? ` (${adSetName})` : '';
	return {
		heading: `${headingOf(row)}: ${String(name)}${where}`,
		text: String(reason),
		url: textCell(adsManagerUrl),
	};
}
