import { choice } from '../../shared/form/kinds';

/** Whether a new object may run. Paused unless people choose otherwise: what spends has to be meant. */
export const newStatusField = (whenActive: string, description: string) =>
	choice({
		displayName: 'Status',
		name: 'status',
		options: [
			{ name: 'Active', value: 'ACTIVE', description: whenActive },
			{ name: 'Paused', value: 'PAUSED', description: 'Spends nothing until you activate it' },
		],
		default: 'PAUSED',
		description,
	});

/** Whether an object that is there may run. */
export const changedStatusField = choice({
	displayName: 'Status',
	name: 'status',
	options: [
		{ name: 'Active', value: 'ACTIVE' },
		{ name: 'Paused', value: 'PAUSED' },
	],
	default: 'PAUSED',
});
