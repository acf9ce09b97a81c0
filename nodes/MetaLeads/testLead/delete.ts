import { leadPageField } from '../../meta/leads/fields';
import { leadById, readTestLeadIds } from '../../meta/leads/leads';
import { sendAsPage } from '../../meta/leads/pageAccess';
import { formIdOf } from '../../meta/leads/sources';
import { formOf } from '../../shared/form/form';
import { rewordField } from '../../shared/form/field';
import { InputProblem } from '../../shared/form/problem';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { leadIdField } from '../leadIdField';
import { provenChange } from '../../meta/provenChange';

/** What is no test lead is never asked to be deleted, whatever Meta would do. */
async function isTestLead({ graph }: Session, page: string, lead: GraphObject): Promise<boolean> {
	return (await readTestLeadIds(graph, page, formIdOf(lead) ?? '')).has(String(lead.id));
}

/** Meta says the same of what is gone and of what it does not show. */
const neverSeen = (lead: GraphObject | null): { note?: string } =>
	lead === null ? { note: 'Meta showed no such lead. Was it deleted before? If not, check its ID and the page.' } : {};

export const deleteTestLead = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a test lead',
	description: 'Delete a test lead, so that its form can have another one. Real leads are refused.',
	effect: 'write',
	form: formOf(
		leadPageField,
		rewordField(leadIdField, { displayName: 'Test Lead ID', description: 'Lead_id of Test Lead → Create' }),
		optionsField(
			rewordField(validateOnlyOption, { description: 'Whether to only look the test lead up, without deleting it' }),
		),
	),
	perform: eachItem(async (session, { page, lead: id, options }) => {
		const look = async (): Promise<GraphObject | null> =>
			await sendAsPage(session.graph, page, leadById(id)).catch(async (thrown: unknown) =>
				thrown instanceof GraphFailure && thrown.kind === 'notFound' ? null : await Promise.reject(thrown),
			);
		const lead = await look();
		if (lead !== null && !(await isTestLead(session, page, lead)))
			throw new InputProblem(['lead'], 'is not a test lead', 'Only test leads can be deleted. Nothing was changed.');
		if (options.validateOnly || session.dryRun)
			return [
				{ json: { validated: true, lead_id: id, deleted: false, note: 'Nothing was changed.', ...neverSeen(lead) } },
			];
		const { changed } = await provenChange(session, {
			page,
			look,
			isDone: (state) => state === null,
			write: () => ({ method: 'DELETE', path: id, effect: 'set' }),
			doubt: 'The test lead may be deleted',
		});
		return [{ json: { lead_id: id, deleted: true, changed, ...neverSeen(lead) } }];
	}),
});
