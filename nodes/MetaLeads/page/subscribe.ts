import { leadPageField } from '../../meta/leads/fields';
import { rewordField } from '../../shared/form/field';
import { formOf } from '../../shared/form/form';
import { fieldList } from '../../shared/graph/request';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { provenChange } from '../../meta/provenChange';
import { LEADGEN, readSubscription, subscriptionRow } from './subscription';

export const subscribe = defineOperation({
	value: 'subscribe',
	name: 'Subscribe',
	action: 'Subscribe the app to leads of a page',
	description: 'Have Meta notify the app of the page’s leads. Existing subscriptions stay.',
	effect: 'write',
	form: formOf(
		leadPageField,
		optionsField(rewordField(validateOnlyOption, { description: 'Whether to only look, without subscribing the app' })),
	),
	perform: eachItem(async (session, { page, options }) => {
		const look = async () => await readSubscription(session, page);
		if (options.validateOnly || session.dryRun)
			return [{ json: { validated: true, ...subscriptionRow(page, await look()), note: 'Nothing was changed.' } }];
		const { after, changed } = await provenChange(session, {
			page,
			look,
			isDone: ({ fields }) => fields.includes(LEADGEN),
			// The list replaces the one that is there (Meta: webhooks-for-leadgen), so that it goes along.
			write: ({ fields }) => ({
				method: 'POST',
				path: `${page}/subscribed_apps`,
				params: { subscribed_fields: fieldList([...fields, LEADGEN]) },
				effect: 'set',
			}),
			doubt: 'The app may be subscribed',
		});
		return [{ json: { changed, ...subscriptionRow(page, after) } }];
	}),
});
