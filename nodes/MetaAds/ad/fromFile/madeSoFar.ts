import { compact } from 'lodash';

import { InputProblem } from '../../../shared/form/problem';
import { GraphFailure } from '../../../shared/graph/error';
import { entryOf } from '../../../shared/record';
import type { Launch } from './launch';

/** How far an ad has come. */
function madeOf(launch: Launch): string | null {
	const { row, creativeId } = launch;
	const { file, imageHash, videoId } = launch.madeOf();
	const { fresh, adSet, params } = launch;
	const parts = compact([
		fresh !== undefined && adSet !== params.adSet && `ad set ${adSet}`,
		imageHash !== null && `image ${String(imageHash)}`,
		videoId !== null && `video ${String(videoId)}`,
		creativeId && `creative ${creativeId}`,
		row?.created === true && `ad ${String(row.id)}`,
	]);
	return parts.length === 0 ? null : `${String(file)} (${parts.join(', ')})`;
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
