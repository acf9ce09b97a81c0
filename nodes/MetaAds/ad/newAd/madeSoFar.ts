import { InputProblem } from '../../../shared/form/problem';
import type { MadeObject } from '../../../shared/madeObject';
import { withMade } from '../../../shared/node/withMade';
import { entryOf } from '../../../shared/record';
import type { NewAd } from './newAd';

/** How far an ad has come. */
const madeOf = ({ row, creativeId, source, uploaded }: NewAd): MadeObject[] =>
	[
		...uploaded(),
		...(creativeId === undefined ? [] : [{ type: 'creative', id: creativeId }]),
		...(row?.created === true ? [{ type: 'ad', id: String(row.id) }] : []),
	].map((one) => ({ ...one, for: source }));

/** Fields of the forms whose work is done here, and where this form has what they mean. */
const here: Readonly<Record<string, string>> = {
	image: 'binaryField',
	video: 'binaryField',
	cards: 'binaryField',
	creative: 'adSet',
};

/** The failure at the fields that this form has. */
function inThisForm(failure: Error): Error {
	if (!(failure instanceof InputProblem)) return failure;
	const [first, ...others] = failure.all.map(({ field: [top = '', ...rest], message, advice }) => {
		const field = entryOf(here, top);
		return new InputProblem(field === undefined ? [top, ...rest] : [field], message, advice);
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
		if (ad.failure === undefined) continue;
		const group = isOneFailure ? ads : ads.filter((other) => areOne(ad, other));
		ad.failure = withMade(inThisForm(ad.failure), group.flatMap(madeOf), 'None of these parts runs or costs anything.');
	}
}
