/**
 * A value in the form that cannot be used. `field` is the path of the parameter (`['additionalFields', 'stopTime']`);
 * its label is looked up where the error is shown, so that operations never spell labels twice.
 */
export class InputProblem extends Error {
	constructor(
		readonly field: readonly PropertyKey[],
		/** What is wrong: the rest of a sentence that starts with the field's label ("is not a number"), or a whole sentence. */
		message: string,
		/** How to mend it, a sentence. */
		readonly advice: string,
	) {
		super(message);
		this.name = 'InputProblem';
	}
}
