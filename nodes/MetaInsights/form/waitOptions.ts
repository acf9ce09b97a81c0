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
		'How long Meta may take to prepare a large report. For longer ones, use Start Large Report. For Meta’s limits, see Rate Limit Wait.',
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
		description: `${String(maxWaitOption.property.description)} It does not include waiting for a report that Meta prepares: see Wait Up To.`,
	}),
	assumeDefault(maxRunTime),
	assumeDefault(strategy),
] as const;
