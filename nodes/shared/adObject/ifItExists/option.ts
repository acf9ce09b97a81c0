import { assumeDefault } from '../../form/field';
import { choice } from '../../form/kinds';

export type IfItExists = 'another' | 'stop' | 'update' | 'use';

/** What a create does where an object of the same name is there already. */
export const ifItExistsOption = (texts: {
	/** "a campaign". */
	readonly one: string;
	/** "the ad account". */
	readonly where: string;
	/** What Update It changes, a sentence. */
	readonly update: string;
}) =>
	assumeDefault(
		choice({
			displayName: 'If It Exists',
			name: 'ifItExists',
			options: [
				{ name: 'Make Another', value: 'another', description: 'Create one more of the same name, without looking' },
				{ name: 'Stop', value: 'stop', description: 'Fail and change nothing' },
				{ name: 'Update It', value: 'update', description: texts.update },
				{ name: 'Use It', value: 'use', description: 'Return the one that is there, as it is' },
			],
			default: 'another',
			description: `What to do if ${texts.where} already has ${texts.one} of exactly this name. Archived and deleted ones do not count.`,
		}),
	);
