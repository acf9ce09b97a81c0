import { leadPageField } from '../../meta/leads/fields';
import { rewordField } from '../../shared/form/field';
import { formOf } from '../../shared/form/form';
import { fieldList, type GraphRequest } from '../../shared/graph/request';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { provenChange } from '../../meta/provenChange';
import { LEADGEN, readSubscription, subscriptionRow } from './subscription';

/** Everything else the app is told of stays; only an app without other fields leaves the page. */
function withoutLeads(page: string, fields: readonly string[]): GraphRequest {
	const others = fields.filter((field) => field !== LEADGEN);
	const path = `${page}/subscribed_apps`;
	if (others.length === 0) return { method: 'DELETE', path, effect: 'set' };
	return { method: 'POST', path, params: { subscribed_fields: fieldList(others) }, effect: 'set' };
}

export const unsubscribe = defineOperation({
	value: 'unsubscribe',
	name: 'Unsubscribe',
	action: 'Unsubscribe the app from leads of a page',
	description:
		'Stop Meta’s lead notifications of this page to the app. Other fields and apps stay. All workflows of this app lose the page’s leads.',
	effect: 'write',
	form: formOf(
		leadPageField,
		optionsField(
			rewordField(validateOnlyOption, { description: 'Whether to only look, without unsubscribing the app' }),
		),
	),
	perform: eachItem(async (session, { page, options }) => {
		const look = async () => await readSubscription(session, page);
		if (options.validateOnly || session.dryRun)
			return [{ json: { validated: true, ...subscriptionRow(page, await look()), note: 'Nothing was changed.' } }];
		const { after, changed } = await provenChange(session, {
			page,
			look,
			isDone: ({ fields }) => !fields.includes(LEADGEN),
			write: ({ fields }) => withoutLeads(page, fields),
			doubt: 'The app may be unsubscribed',
		});
		return [{ json: { changed, ...subscriptionRow(page, after) } }];
	}),
});
