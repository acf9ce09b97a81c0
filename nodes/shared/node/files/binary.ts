import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { text } from '../../form/kinds';
import { InputProblem } from '../../form/problem';

/** The field that names an item's file, as n8n's own nodes have it. */
export const binaryField = text({
	displayName: 'Input Binary Field',
	name: 'binaryField',
	default: 'data',
	hint: 'The name of the binary field with the file',
	description: 'The binary field of the previous node with the file. Its output shows the name in the tab Binary.',
});

/**
 * The description of an item's file: name, type, size, and where n8n keeps it.
 *
 * @throws InputProblem when the item has no such file
 */
export function binaryOf(n8n: IExecuteFunctions, index: number, field: string): IBinaryData {
	try {
		return n8n.helpers.assertBinaryData(index, field);
	} catch {
		throw missing(Object.keys(n8n.getInputData()[index]?.binary ?? {}), field);
	}
}

function missing(present: readonly string[], field: string): InputProblem {
	if (present.length === 0) {
		return new InputProblem(
			['binaryField'],
			'points to nothing: this item has no file',
			'Put a step before this one that reads or downloads the file, and connect it directly.',
		);
	}
	return new InputProblem(
		['binaryField'],
		`cannot be “${field}”: the item has no file of that name`,
		`Use one of: ${present.join(', ')}.`,
	);
}
