import { compact } from 'lodash';

import { InputProblem } from '../../../shared/form/problem';
import { GraphFailure } from '../../../shared/graph/error';
import { entryOf } from '../../../shared/record';
import type { NewAd } from './newAd';

/** How far an ad has come. */
function madeOf({ row, creativeId, source, uploaded }: NewAd): string | null {
	const parts = compact([
		...uploaded(),
		creativeId && `creative ${creativeId}`,
		row?.created === true && `ad ${String(row.id)}`,
	]);
	return parts.length === 0 ? null : `${source} (${parts.join(', ')})`;
}

/** Named in one failure; more would be read by nobody. */
const MOST_NAMED = 10;

function madeSoFar(ads: readonly NewAd[]): string {
	const madeObjects = compact(ads.map(madeOf));
	if (madeObjects.length === 0) return '';
	const more = madeObjects.length > MOST_NAMED ? ` and of ${madeObjects.length - MOST_NAMED} more` : '';
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
function withMade(failure: Error, ads: readonly NewAd[]): Error {
	const madeObjects = madeSoFar(ads);
	if (failure instanceof GraphFailure) return failure.with({ advice: `${failure.advice}${madeObjects}` });
	if (!(failure instanceof InputProblem)) return failure;
	const [first, ...others] = failure.all.map(({ field: [top = '', ...rest], message, advice }) => {
		const field = entryOf(here, top);
		return new InputProblem(field === undefined ? [top, ...rest] : [field], message, `${advice}${madeObjects}`);
	});
	return first?.with(others) ?? failure;
}

/**
 * Says in each failure what is at Meta because of it.
 *
 * @param isOneFailure where the run stops: it shows no rows, and its one failure tells of all of them
 * @param areOne whether two ads are of one item
 */
export function tellMade<Made extends NewAd>(
	ads: readonly Made[],
	isOneFailure: boolean,
	areOne: (one: Made, other: Made) => boolean,
): void {
	// Ads can have one failure together, and each item has made its own.
	for (const ad of ads) {
		const group = isOneFailure ? ads : ads.filter((other) => areOne(ad, other));
		if (ad.failure !== undefined) ad.failure = withMade(ad.failure, group);
	}
}
