import { leadPageField } from '../../meta/leads/fields';
import { formOf } from '../../shared/form/form';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { readSubscription, subscriptionRow } from './subscription';

export const checkSubscription = defineOperation({
	value: 'checkSubscription',
	name: 'Check Subscription',
	action: 'Check the subscription of a page',
	description: 'Check whether this page’s leads are sent to the app, and which other apps get them',
	effect: 'read',
	form: formOf(leadPageField, optionsField()),
	perform: eachItem(async (session, { page }) => [
		{ json: subscriptionRow(page, await readSubscription(session, page)) },
	]),
});
