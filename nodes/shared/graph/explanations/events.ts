import type { Explanation } from './explanation';

const correct = 'Correct that row and run the step again: what was sent is not sent twice.';

/**
 * Refusals of one conversion event by their subcode: Meta's texts come in the language of the token's user. Sources: Meta,
 * "Conversions API", parameters and best practices; those marked "field" were reported by users or other clients.
 */
export const events: readonly Explanation[] = [
	...(
		[
			[2804003, 'The event is older than Meta accepts', 'Send events within 7 days, those of a store within 62.'],
			[2804004, 'The time of the event is in the future', correct], // field
			[2804008, 'An entry of the contents has no ID', correct], // field
			[2804009, 'The purchase has no value', correct],
			[2804010, 'The purchase has no currency', correct],
			[2804016, 'A field of the event’s data is not valid', correct], // field
			[2804019, 'A field of the event is missing', correct],
			[2804023, 'The event has a value and no currency', correct], // field
			[2804036, 'A lead ID is not valid, or the lead was deleted', correct], // field
			[2804043, 'The device information of the app is not valid', correct], // field
			[
				2804050,
				'Meta cannot match anybody with the data of this event',
				'Add an email, a phone, a lead ID or a cookie.',
			],
			[2804063, 'The chat’s channel is missing', 'Choose Channel.'],
			[2804064, 'An event of a chat takes no page URL', 'Leave the Page URL out.'],
			[2804066, 'Meta accepts no event of this name from chats', 'Choose another event.'],
			[2804069, 'The Messenger event lacks the page’s ID', correct],
			[2804079, 'The Instagram event lacks the account’s ID', correct],
			[2804087, 'The WhatsApp click ID is not valid', correct],
			[2804116, 'The event of a chat names neither a page nor a WhatsApp account', correct],
			[2804117, 'The dataset does not belong to that page', 'Choose the dataset that Meta keeps for the page.'],
			[2804118, 'The dataset does not belong to that WhatsApp account', 'Choose the dataset that Meta keeps for it.'],
			[2804131, 'The dataset does not belong to that page or account', 'Choose the dataset that Meta keeps for it.'],
			[2804132, 'The dataset does not belong to that page or account', 'Choose the dataset that Meta keeps for it.'],
		] as const
	).map(([subcode, message, advice]) => ({
		code: 100,
		subcode,
		kind: 'invalidParameter' as const,
		message,
		advice,
	})),
	{
		code: 21_009, // field
		kind: 'rateLimited',
		message: 'The dataset is not accepting events right now',
		advice: 'Run the step again in a few minutes.',
		retryAfter: 15,
	},
	{
		code: 2_700_000, // field
		kind: 'policy',
		message: 'Meta has blocked the custom conversion',
		advice: 'Its name or rule is about people’s health or money. Create another one with other words.',
	},
];
