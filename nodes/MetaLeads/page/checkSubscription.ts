import { leadPageField } from '../../meta/leads/fields';
import { formOf } from '../../shared/form/form';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { readSubscription, subscriptionRow } from './subscription';

export const checkSubscription = defineOperation({
	value: 'checkSubscription',
	name: 'Check Subscription',
	action: 'Check the subscription of a page',
	description: 'Check whether Meta tells the app of this page’s leads, and which other apps it tells',
	effect: 'read',
	form: formOf(leadPageField, optionsField()),
	perform: eachItem(async (session, { page }) => [
		{ json: subscriptionRow(page, await readSubscription(session, page)) },
	]),
});
