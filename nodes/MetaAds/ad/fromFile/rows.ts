import { compact } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { textCell } from '../../../shared/reading/cells';
import type { Namesake } from '../../../shared/adObject/ifItExists/namesakes';
import { adUrl } from '../../../shared/adsManager';
import { InputProblem } from '../../../shared/form/problem';
import { GraphFailure } from '../../../shared/graph/error';
import type { Launch } from './launch';
import { entryOf } from '../../../shared/record';

const media = ({ files }: Launch, ofVideos: boolean): string | null =>
	compact(files.map(({ isVideo, media: id }) => (isVideo === ofVideos ? id : undefined))).join(', ') || null;

const fileNames = ({ files }: Launch): string => files.map(({ name }) => name).join(', ');

/** The same columns for every ad, made or found. */
const rowOf = (launch: Launch, isCreated: boolean, of: IDataObject): IDataObject => ({
	id: null,
	name: launch.name,
	created: isCreated,
	status: null,
	file: fileNames(launch),
	imageHash: media(launch, false),
	videoId: media(launch, true),
	creativeId: launch.creativeId ?? null,
	adSetId: launch.params.adSet,
	accountId: launch.params.adAccount,
	adsManagerUrl: null,
	note: null,
	...of,
});

/** An ad as Ad → Create tells it, with what it was made of. */
export const createdRow = (launch: Launch, { id, status, adsManagerUrl, note }: IDataObject): IDataObject =>
	rowOf(launch, true, { id, status: status ?? null, adsManagerUrl, note: note ?? null });

export const existingRow = (launch: Launch, { id, status }: Namesake, creativeId: string): IDataObject =>
	rowOf(launch, false, {
		id,
		status: textCell(status),
		creativeId: textCell(creativeId),
		adsManagerUrl: adUrl(launch.params.adAccount, id),
		note: 'The ad set has an ad of this name already. Nothing was uploaded or created.',
	});

export const checkedRow = (launch: Launch): IDataObject => ({
	validated: true,
	...rowOf(launch, false, { note: 'The ad can be made of this. Nothing was uploaded or created.' }),
});

/** How far an ad has come. */
function madeOf(launch: Launch): string | null {
	const { row, creativeId } = launch;
	const parts = compact([
		media(launch, false) && `image ${media(launch, false)}`,
		media(launch, true) && `video ${media(launch, true)}`,
		creativeId && `creative ${creativeId}`,
		row?.created === true && `ad ${String(row.id)}`,
	]);
	return parts.length === 0 ? null : `${fileNames(launch)} (${parts.join(', ')})`;
}

/** Named in one failure; more would be read by nobody. */
const MOST_NAMED = 10;

function madeSoFar(launches: readonly Launch[]): string {
	const madeObjects = compact(launches.map(madeOf));
	if (madeObjects.length === 0) return '';
	const more = madeObjects.length > MOST_NAMED ? ` and of ${madeObjects.length - MOST_NAMED} more files` : '';
	return ` Made so far: ${madeObjects.slice(0, MOST_NAMED).join('; ')}${more}. Nothing of it runs or costs anything.`;
}

/** Fields of the forms whose work is done here, and where this form has what they mean. */
const here: Readonly<Record<string, string>> = {
	image: 'binaryField',
	video: 'binaryField',
	cards: 'binaryField',
	creative: 'adSet',
};

/** The failure with what is at Meta because of it. */
export function withMade(failure: Error, launches: readonly Launch[]): Error {
	const madeObjects = madeSoFar(launches);
	if (failure instanceof GraphFailure) return failure.with({ advice: `${failure.advice}${madeObjects}` });
	if (!(failure instanceof InputProblem)) return failure;
	const [first, ...others] = failure.all.map(({ field: [top = '', ...rest], message, advice }) => {
		const field = entryOf(here, top);
		return new InputProblem(field === undefined ? [top, ...rest] : [field], message, `${advice}${madeObjects}`);
	});
	return first?.with(others) ?? failure;
}
