import type { MadeObject } from '../madeObject';

/**
 * A value in the form that cannot be used. Its `field` is the parameter's path (`['additionalFields', 'stopTime']`).
 * The label is looked up where the error is shown, so that operations never spell labels twice.
 */
export class InputProblem extends Error {
	constructor(
		readonly field: readonly PropertyKey[],
		/**
		 * What is wrong: the rest of a sentence that starts with the field's label ("is not a number"), or a whole
		 * sentence.
		 */
		message: string,
		/** How to mend it, a sentence. */
		readonly advice: string,
		/** What else is wrong with the same form: it is told with this one, so that nobody mends field after field. */
		readonly others: readonly InputProblem[] = [],
		/** What is at Meta because of the item. */
		readonly madeObjects: readonly MadeObject[] = [],
	) {
		super(message);
		this.name = 'InputProblem';
	}

	/** This problem and the others of the form, each by itself. */
	get all(): readonly InputProblem[] {
		return [this.with([]), ...this.others];
	}

	with(others: readonly InputProblem[]): InputProblem {
		return others.length === 0 && this.others.length === 0
			? this
			: new InputProblem(this.field, this.message, this.advice, others, this.madeObjects);
	}

	/** With more that is at Meta because of the item, and what to do about it. */
	having(madeObjects: readonly MadeObject[], advice = ''): InputProblem {
		const adviceText = [this.advice, advice].filter((part) => part !== '').join(' ');
		return new InputProblem(this.field, this.message, adviceText, this.others, [...this.madeObjects, ...madeObjects]);
	}
}

/** A field for which the form has nothing. */
export const isEmpty = (
	path: readonly PropertyKey[],
	advice = 'Enter a value, or check the expression that fills this field: it may have come out empty for this item.',
): InputProblem => new InputProblem(path, 'is empty', advice);

/**
 * A field that is shown, so a value is meant, and whose expression came out as nothing. No default may take its place.
 */
export const givesNothing = (path: readonly PropertyKey[]): InputProblem =>
	new InputProblem(
		path,
		'is empty',
		'The expression that fills this field gives nothing for this item. Check its spelling and the item’s columns, or enter a value.',
	);
