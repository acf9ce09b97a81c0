import { isRefusedValue, cellText, type RefusedValue, refuse } from '../../../meta/people/normalise/value';
import { limitedDataUse } from '../../../meta/people/normalise/identifiers';
import { state } from '../../../meta/people/normalise/state';

/** Limited data use (Meta: data-processing-options). */

/** States whose laws Meta has a number for. */
const STATES: Readonly<Record<string, number>> = {
	...{ ca: 1000, co: 1001, ct: 1002, fl: 1003, or: 1004, tx: 1005, mt: 1006 },
	...{ de: 1007, ne: 1008, nh: 1009, nj: 1010, mn: 1011, md: 1012, ri: 1013 },
};

const UNITED_STATES = 1;

export interface ProcessingOptions {
	readonly data_processing_options: readonly string[];
	readonly data_processing_options_country: number;
	readonly data_processing_options_state: number;
}

export const asksForLimits = (cell: unknown): boolean => {
	const text = cellText(cell);
	return isRefusedValue(text) || (text !== '' && limitedDataUse(text) === 'LDU');
};

/**
 * With the visitor's address Meta finds out itself where somebody is (0, 0); without it the state has to be said.
 */
export function limitedData(hasAddress: boolean, stateCell: unknown): ProcessingOptions | RefusedValue {
	const limited = (country: number, number: number): ProcessingOptions => ({
		data_processing_options: ['LDU'],
		data_processing_options_country: country,
		data_processing_options_state: number,
	});
	if (hasAddress) return limited(0, 0);
	const text = cellText(stateCell);
	const code = isRefusedValue(text) || text === '' ? '' : state(text, 'us');
	const number = isRefusedValue(code) ? undefined : STATES[code];
	return number === undefined
		? refuse('limited data use needs the visitor’s IP address, or a state of the USA that has such a law')
		: limited(UNITED_STATES, number);
}
