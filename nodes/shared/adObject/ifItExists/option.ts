import { assumeDefault } from '../../form/field';
import { choice } from '../../form/kinds';

export type IfItExists = 'another' | 'stop' | 'update' | 'use';

/** What a create does where an object of the same name is there already. */
export const ifItExistsOption = (texts: {
	/** "a campaign". */
	readonly one: string;
	/** "the ad account". */
	readonly where: string;
	/** What Update Existing changes, a sentence. */
	readonly update: string;
}) =>
	assumeDefault(
		choice({
			displayName: 'If It Exists',
			name: 'ifItExists',
			options: [
				{ name: 'Create Another', value: 'another', description: 'Create another one with the same name' },
				{ name: 'Fail', value: 'stop', description: 'Fail and change nothing' },
				{ name: 'Update Existing', value: 'update', description: texts.update },
				{ name: 'Use Existing', value: 'use', description: 'Return the existing one unchanged' },
			],
			default: 'another',
			description: `If ${texts.where} already has ${texts.one} with exactly this name. Archived and deleted ones are ignored.`,
		}),
	);
