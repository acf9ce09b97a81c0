import { assumeDefault, rewordField } from '../../shared/form/field';
import { choice, decimal } from '../../shared/form/kinds';
import { maxWaitOption } from '../../shared/node/commonFields';

const maxRunTime = decimal({
	displayName: 'Wait Up To (Minutes)',
	name: 'maxRunTime',
	default: '15',
	least: 0,
	most: 15,
	description:
		'How long the whole report may take while Meta prepares it, if it is a large one. For longer ones use Start Large Report. How long a single call waits when Meta limits calls is Rate Limit Wait.',
});

const strategy = choice({
	displayName: 'Strategy',
	name: 'strategy',
	options: [
		{ name: 'Asynchronous', value: 'async', description: 'Let Meta prepare the report, then read it' },
		{ name: 'Automatic', value: 'auto', description: 'Directly when it is small, otherwise asynchronous' },
		{ name: 'Synchronous', value: 'sync', description: 'Directly, in parts where it is too large' },
	],
	default: 'auto',
	description: 'How to get the report from Meta',
});

/** Options of the operation that waits while Meta works. */
export const waitOptions = [
	rewordField(maxWaitOption, {
		description: `${String(maxWaitOption.property.description)} Waiting for a report that Meta prepares is no part of it: that is Wait Up To.`,
	}),
	assumeDefault(maxRunTime),
	assumeDefault(strategy),
] as const;
