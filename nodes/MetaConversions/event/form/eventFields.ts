import { z } from 'zod';

import { runWide, shownWhen } from '../../../shared/form/field';
import { choice, listedChoice, text } from '../../../shared/form/kinds';
import { problem } from '../../../shared/form/words';
import { byLabel } from '../../../shared/words';
import { standardEvents } from './names';
import { sourceChoices } from './sources';

export const sourceField = runWide(
	choice({
		displayName: 'Where It Happened',
		name: 'source',
		options: sourceChoices,
		default: 'website',
		description: 'Meta’s action source. It decides what an event needs and how old it may be.',
	}),
);

const OWN_NAME = 'custom';

export const eventNameField = shownWhen(
	{
		source: [
			'website',
			'physical_store',
			'phone_call',
			'chat',
			'email',
			'app',
			'business_messaging',
			'system_generated',
			'other',
		],
	},
	listedChoice(
		{
			displayName: 'Event',
			name: 'eventName',
			options: [...standardEvents, { name: 'Another Name', value: OWN_NAME }].sort(byLabel),
			default: 'Purchase',
			description: 'The event to send. Meta’s delivery learns from standard events. Any other name is a custom event.',
		},
		z
			.string()
			.trim()
			.superRefine((name, context) =>
				name === ''
					? problem(
							context,
							[],
							'is empty',
							'Choose an event, or check the expression: it gives nothing for this item.',
						)
					: undefined,
			),
	),
);

export const ownNameField = shownWhen(
	{ eventName: [OWN_NAME] },
	text({
		displayName: 'Event Name',
		name: 'ownEventName',
		placeholder: 'e.g. TrialStarted',
		description: 'The name as Meta should show it, with at most 50 characters. Capitals matter.',
	}),
);

export const isOwnName = (name: string | undefined): boolean => name === OWN_NAME;

export const messagingChannelField = shownWhen(
	{ source: ['business_messaging'] },
	choice({
		displayName: 'Channel',
		name: 'messagingChannel',
		options: [
			{ name: 'Instagram', value: 'instagram' },
			{ name: 'Messenger', value: 'messenger' },
			{ name: 'WhatsApp', value: 'whatsapp' },
		],
		default: 'whatsapp',
		description: 'Where the chat is',
	}),
);

export const resultField = runWide(
	choice({
		displayName: 'Output',
		name: 'result',
		options: [
			{ name: 'One Item for Each Event', value: 'events', description: 'Says what happened to each event' },
			{
				name: 'One Item With Totals',
				value: 'totals',
				description: 'For large runs. Events that were not sent still come one by one.',
			},
		],
		default: 'events',
		description: 'What the output Sent shows',
	}),
);
