import { assumed } from '../form/field';
import { toggle } from '../form/kinds';

/** Templates that still send cents must not spend a hundredfold. */
export const allowLargeChangeOption = assumed(
	toggle({
		displayName: 'Allow Large Change',
		name: 'allowLargeChange',
		default: false,
		description: 'Whether a budget may become more than twice what it is. Off, such a change is refused: it is mostly a slip, such as cents entered for dollars.',
	}),
);
