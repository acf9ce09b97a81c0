import { leadFormField, leadPageField } from '../../meta/leads/fields';
import { sendAsPage } from '../../meta/leads/pageAccess';
import { outcomeFirst } from '../../shared/adObject/change/changes';
import { formOf } from '../../shared/form/form';
import { rewordField } from '../../shared/form/field';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { provenChange } from '../../meta/provenChange';
import { formFields, formRow } from './formRow';

export const archive = defineOperation({
	value: 'archive',
	name: 'Archive',
	action: 'Archive a lead form',
	description: 'Stop a lead form from being used in new ads. Ads that already use it still bring leads.',
	effect: 'write',
	form: formOf(
		leadPageField,
		leadFormField,
		optionsField(
			rewordField(validateOnlyOption, { description: 'Whether to only look the form up, without archiving it' }),
		),
	),
	perform: eachItem(async (session, { page, leadForm, options }) => {
		const read = { method: 'GET', path: leadForm, params: { fields: formFields }, effect: 'read' } as const;
		const look = async () => await sendAsPage(session.graph, page, read);
		if (options.validateOnly || session.dryRun) {
			const row = formRow(await look(), page);
			return [
				{ json: { validated: true, ...row, note: 'The form exists and would be archived. Nothing was changed.' } },
			];
		}
		const { after, changed } = await provenChange(session, {
			page,
			look,
			isDone: ({ status }) => status === 'ARCHIVED',
			// Only `status` of a published form changes (Meta: guides/lead-ads/create).
			write: () => ({ method: 'POST', path: leadForm, params: { status: 'ARCHIVED' }, effect: 'set' }),
			doubt: 'The form may be archived',
		});
		return [{ json: outcomeFirst(formRow(after, page), { changed }) }];
	}),
});
