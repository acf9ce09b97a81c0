import { uniqBy } from 'lodash';

import { InputProblem } from '../form/problem';
import { GraphFailure } from '../graph/error';
import type { MadeObject } from '../madeObject';

/** A failure with what is at Meta because of its item: the error says it in words, and has the IDs for the next step. */
export function withMade(failure: Error, madeObjects: readonly MadeObject[], advice = ''): Error {
	if (madeObjects.length === 0) return failure;
	if (failure instanceof GraphFailure) {
		const adviceText = [failure.advice, advice].filter((part) => part !== '').join(' ');
		return failure.with({ advice: adviceText, made: uniqBy([...madeObjects, ...(failure.made ?? [])], 'id') });
	}
	return failure instanceof InputProblem ? failure.having(madeObjects, advice) : failure;
}
