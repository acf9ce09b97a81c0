import { uniq } from 'lodash';

import { formOf } from '../../shared/form/form';
import { rewordField } from '../../shared/form/field';
import { existing } from '../../shared/lists';
import { defineOperation, type Verdict } from '../../shared/node/operation';
import { leadIdField } from '../leadIdField';
import { leadsLetThrough } from './leadsOnce';

const idField = rewordField(leadIdField, { default: '={{ $json.lead_id }}' });

/**
 * n8n's own Remove Duplicates writes back all it has seen, so that of two runs at one moment one forgets what the other saw.
 * A hub has many runs at one moment.
 */
export const removeDuplicates = defineOperation({
	value: 'removeDuplicates',
	name: 'Remove Duplicates',
	action: 'Remove duplicate leads',
	description: 'Pass on each lead once, although several notifications or runs bring it',
	effect: 'read',
	needsCredential: false,
	outputs: ['Kept', 'Discarded'],
	form: formOf(idField),
	perform: async (session, jobs) => {
		const left = new Set(await leadsLetThrough(session, uniq(jobs.map(({ params }) => params.lead))));
		const items = session.n8n.getInputData();
		return jobs.map(({ index, params: { lead } }): Verdict => {
			const { json, binary } = existing(items[index], 'an item');
			// Within one run, too, a lead goes on once.
			const output = left.delete(lead) ? 'Kept' : 'Discarded';
			return { rows: [{ json, output, ...(binary === undefined ? {} : { binary }) }] };
		});
	},
});
