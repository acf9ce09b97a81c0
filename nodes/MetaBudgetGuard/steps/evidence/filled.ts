import type { IExecuteFunctions } from 'n8n-workflow';

import { InputProblem } from '../../../shared/form/problem';

/** What a model may fill in, where an agent calls. */

/** Fields that only people fill: a model must not set its own limits, nor say yes in their place. */
const peopleOnly = [
	'accountCeiling',
	'action',
	'approved',
	'ceiling',
	'cutBy',
	'cutMatch',
	'cutPercent',
	'cutWhen',
	'dryRun',
	'guards',
	'limits',
	'numbersFrom',
	'plan',
	'planPeriod',
	'planSince',
	'planUntil',
	'raiseMatch',
	'raisePercent',
	'raiseWhen',
	'resultsAre',
	'resultsConversion',
	'target',
	'targetKind',
];

/** The first of the fields that a model fills for an item. */
const filledIn = (n8n: IExecuteFunctions, names: readonly string[], index: number): string | undefined =>
	names.find((name) =>
		/\$fromAI\b/i.test(JSON.stringify(n8n.getNodeParameter(name, index, null, { rawExpressions: true }) ?? null)),
	);

export function limitFilled(n8n: IExecuteFunctions, index: number): InputProblem | undefined {
	const name = filledIn(n8n, peopleOnly, index);
	if (name === undefined) return undefined;
	return new InputProblem([name], 'must not be filled by a model', 'Enter it yourself: limits are for people to set.');
}

/**
 * Money does not move on what nobody has seen; a dry run may rest on it.
 *
 * @param names of the fields that a change rests on
 * @param source where they come from, the rest of a sentence
 */
export function evidenceFilled(
	n8n: IExecuteFunctions,
	names: readonly string[],
	index: number,
	source: string,
): InputProblem | undefined {
	const name = filledIn(n8n, names, index);
	if (name === undefined) return undefined;
	return new InputProblem(
		[name],
		'must not be filled by a model where changes are allowed',
		`Take it from ${source}. A dry run takes what a model says.`,
	);
}
