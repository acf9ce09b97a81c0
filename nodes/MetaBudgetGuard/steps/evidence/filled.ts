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

/**
 * Newer agents have n8n's engine run their tools. It lays what the model wrote over the agent's own item, so nobody can tell the two
 * apart in `$json`.
 */
const isWrittenByModel = (n8n: IExecuteFunctions, index: number): boolean =>
	n8n.getInputData()[index]?.json.toolCallId !== undefined;

const FROM_MODEL = /\$fromAI\b/i;
const OF_ITEM = /\$json\b|\$input\b|\$data\b/;

/** The first of the fields that a model fills for an item. What reads a column that the item does not have is as empty as before. */
function filledIn(n8n: IExecuteFunctions, names: readonly string[], index: number): string | undefined {
	const isWritten = isWrittenByModel(n8n, index);
	return names.find((name) => {
		const raw = JSON.stringify(n8n.getNodeParameter(name, index, null, { rawExpressions: true }) ?? null);
		if (FROM_MODEL.test(raw)) return true;
		return isWritten && OF_ITEM.test(raw) && (n8n.getNodeParameter(name, index, null) ?? '') !== '';
	});
}

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
	const isRow = isWrittenByModel(n8n, index) && n8n.getNodeParameter('numbersFrom', index, null) === 'row';
	const name = isRow ? 'numbersFrom' : filledIn(n8n, names, index);
	if (name === undefined) return undefined;
	return new InputProblem(
		[name],
		'must not be filled by a model where changes are allowed',
		`Take it from ${source}. A dry run takes what a model says.`,
	);
}
