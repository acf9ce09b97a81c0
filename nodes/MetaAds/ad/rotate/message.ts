import type { IDataObject } from 'n8n-workflow';

import { messageOf, type Told } from '../../../meta/message';
import { text } from '../../../shared/adObject/columns';

const DRY_RUN = 'A dry run: nothing was changed.';

/** What a row of a dry run says of itself. */
export const dryRunNote = { validated: true, note: DRY_RUN } as const;

const isTold = ({ action, failed }: IDataObject): boolean => action !== 'keep' || failed === true;

/**
 * One message about all ads that were paused or activated, or could not be; none where nothing was to do.
 *
 * @param rows of the ads, as the other outputs have them
 */
export function rotationMessage(rows: readonly IDataObject[], dryRun: boolean): IDataObject | null {
	const told = rows.filter(isTold);
	if (told.length === 0) return null;
	const of = (wanted: string): number => told.filter(({ action }) => action === wanted).length;
	const failures = told.filter(({ failed }) => failed === true).length;
	const counts = [
		`${of('pause')} paused`,
		`${of('activate')} activated`,
		...(failures > 0 ? [`${failures} went wrong`] : []),
	];
	const subject = `Creative rotation${dryRun ? ' (dry run)' : ''}: ${counts.join(', ')}`;
	return messageOf(subject, told.map(toldOf), dryRun ? DRY_RUN : undefined);
}

const words: Readonly<Record<string, string>> = { pause: 'Paused', activate: 'Activated' };

function toldOf({ action, name, adSetName, reason, adsManagerUrl }: IDataObject): Told {
	const where = typeof adSetName === 'string' ? ` (${adSetName})` : '';
	return {
		heading: `${words[String(action)] ?? 'Not changed'}: ${String(name)}${where}`,
		text: String(reason),
		url: text(adsManagerUrl),
	};
}
