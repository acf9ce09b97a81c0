import { defineOperation, eachItem } from '../../../shared/node/operation';
import { carryOutSubscribing, subscribingForm } from './subscribing';

export const subscribeAccount = defineOperation({
	value: 'subscribe',
	name: 'Subscribe',
	action: 'Subscribe the app to changes in an ad account',
	description: 'Have Meta notify the app of changes in an ad account. Subscriptions of other apps stay.',
	effect: 'write',
	form: subscribingForm,
	perform: eachItem(async (session, params) => await carryOutSubscribing(session, params, 'subscribe')),
});
