import type { INodeProperties } from 'n8n-workflow';

/** Templates that still send cents must not spend a hundredfold. */
export const allowLargeChangeOption: INodeProperties = {
	displayName: 'Allow Large Change',
	name: 'allowLargeChange',
	type: 'boolean',
	default: false,
	description: 'Whether a budget may become more than twice what it is. Off, such a change is refused: it is mostly a slip, such as cents entered for dollars.',
};
