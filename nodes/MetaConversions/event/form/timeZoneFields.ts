import { IANAZone } from 'luxon';
import { z } from 'zod';

import { runWide, shownWhen } from '../../../shared/form/field';
import { choice, text } from '../../../shared/form/kinds';
import { problem } from '../../../shared/form/words';

export const timeZoneField = runWide(
	choice({
		displayName: 'Time Zone',
		name: 'timeZone',
		options: [
			{ name: 'Another Time Zone', value: 'other' },
			{ name: 'The Ad Account’s', value: 'account' },
		],
		default: 'account',
		description: 'The time zone of times without one. Times with an offset keep it.',
	}),
);

export const zoneField = runWide(
	shownWhen(
		{ timeZone: ['other'] },
		text(
			{
				displayName: 'Time Zone Name',
				name: 'zone',
				placeholder: 'e.g. Europe/Berlin',
				description: 'The zone of the shop or CRM, as a continent and a city',
			},
			z.string().superRefine((zone, context) => {
				if (IANAZone.isValidZone(zone)) return;
				problem(context, [], 'is not a time zone', 'Write it as Europe/Berlin or America/New_York.');
			}),
		),
	),
);
