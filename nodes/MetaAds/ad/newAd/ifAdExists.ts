import { choice } from '../../../shared/form/kinds';

export const ifAdExistsField = choice({
	displayName: 'If It Exists',
	name: 'ifItExists',
	options: [
		{ name: 'Create Another', value: 'another', description: 'Create the ad in any case' },
		{ name: 'Fail', value: 'stop', description: 'Fail, and create nothing from this item' },
		{ name: 'Use Existing', value: 'use', description: 'Create nothing, and return the existing ad' },
	],
	default: 'use',
	hint: 'An ad with the same name in the ad set',
	description: 'What to do if the ad set already has an ad with this name',
});
