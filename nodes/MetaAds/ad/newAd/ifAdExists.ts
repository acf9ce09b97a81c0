import { choice } from '../../../shared/form/kinds';

export const ifAdExistsField = choice({
	displayName: 'If It Exists',
	name: 'ifItExists',
	options: [
		{ name: 'Make Another', value: 'another', description: 'Make the ad, whatever the ad set has' },
		{ name: 'Stop', value: 'stop', description: 'Fail, and make nothing of this item' },
		{ name: 'Use It', value: 'use', description: 'Make nothing, and return the ad that is there' },
	],
	default: 'use',
	description: 'What to do when the ad set already has an ad of this name',
});
