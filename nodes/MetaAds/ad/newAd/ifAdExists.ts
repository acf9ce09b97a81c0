import { choice } from '../../../shared/form/kinds';

export const ifAdExistsField = choice({
	displayName: 'If It Exists',
	name: 'ifItExists',
	options: [
		{ name: 'Create Another', value: 'another', description: 'Make the ad, no matter what the ad set has' },
		{ name: 'Fail', value: 'stop', description: 'Fail, and make nothing of this item' },
		{ name: 'Use Existing', value: 'use', description: 'Make nothing, and return the ad that is there' },
	],
	default: 'use',
	description: 'What to do when the ad set already has an ad of this name',
});
