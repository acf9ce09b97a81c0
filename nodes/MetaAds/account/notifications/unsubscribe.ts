import { defineOperation, eachItem } from '../../../shared/node/operation';
import { carryOutSubscribing, subscribingForm } from './subscribing';

export const unsubscribeAccount = defineOperation({
	value: 'unsubscribe',
	name: 'Unsubscribe',
	action: 'Unsubscribe the app from changes in an ad account',
	description:
		'Stop Meta’s notifications of this ad account to the app. Other apps stay. All workflows of this app lose them.',
	effect: 'write',
	form: subscribingForm,
	perform: eachItem(async (session, params) => await carryOutSubscribing(session, params, 'unsubscribe')),
});
