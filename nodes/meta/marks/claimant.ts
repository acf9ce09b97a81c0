import { createHash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { text } from '../../shared/form/kinds';
import { problem } from '../../shared/form/words';
import { quoteValue, shortText } from '../../shared/words';
import type { Claimant } from './claims';

/** This workflow, as its claims at Meta name it, and those that a person lets it take over from. */

/**
 * "“Toward the target” of “Account”": the step and its workflow, by their names.
 *
 * @param most units of text of each
 */
export function nameOfStep(n8n: IExecuteFunctions, most = Infinity): string {
	const [node, workflow] = [n8n.getNode().name, n8n.getWorkflow().name];
	return workflow ? `“${shortText(node, most)}” of “${shortText(workflow, most)}”` : `“${shortText(node, most)}”`;
}

/** Of a name in a label. */
const LONGEST_NAME = 20;

/**
 * Two n8n instances may hold the same workflow under the same ID, as after an import: theirs are two claims.
 *
 * @param part what tells steps of one workflow apart that are not to share a claim
 */
export function claimantOf(n8n: IExecuteFunctions, part: string): Claimant {
	const whole = JSON.stringify([n8n.getInstanceId(), n8n.getWorkflow().id, part]);
	return { code: createHash('sha256').update(whole).digest('hex').slice(0, 6), who: nameOfStep(n8n, LONGEST_NAME) };
}

const codes = z
	.string()
	.transform((text) =>
		text
			.toLowerCase()
			.split(/[\s,;]+/)
			.filter(Boolean),
	)
	.superRefine((list, context) => {
		const wrong = list.find((code) => !/^[0-9a-f]{6}$/.test(code));
		if (wrong !== undefined)
			problem(context, [], `cannot be “${quoteValue(wrong)}”`, 'Copy the code of the other workflow from the reason.');
	});

/** Once it has taken over, it changes nothing more: the code names one workflow. */
export const takeOverField = text(
	{
		displayName: 'Take Over From',
		name: 'takeOverFrom',
		placeholder: 'e.g. 3f2a9c',
		description: 'Code of the workflow that this one replaces, from the row’s reason. Switch that workflow off first.',
		// An expression could take over from any workflow, and two would take turns.
		noDataExpression: true,
	},
	codes,
);
