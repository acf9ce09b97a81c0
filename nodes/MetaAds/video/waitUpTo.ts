import { assumeDefault } from '../../shared/form/field';
import { decimal } from '../../shared/form/kinds';

/** Most videos are ready within a few minutes. */
const WAIT = 300;

export const waitUpToOption = assumeDefault(
	decimal({
		displayName: 'Wait Up To (Seconds)',
		name: 'waitUpTo',
		default: String(WAIT),
		least: 0,
		most: 900,
		description:
			'How long to wait until Meta has processed the video. After that the row says that it is still being processed.',
	}),
);
