import { z } from 'zod';

import { problem } from '../../shared/form/words';
import { adsInsightsSpec } from '../../shared/spec';

/**
 * Attribution windows Meta still fills. Those it removed are refused with a sentence. The rest of Meta's list (dda,
 * custom, the sequenced ones, later SKAdNetwork postbacks) passes when an expression names it. Meta's pages do not
 * explain them, so no list offers them.
 */
export const windowOptions = [
	{ name: '1 Day Click', value: '1d_click' },
	{ name: '1 Day Engaged View', value: '1d_ev' },
	{ name: '1 Day View', value: '1d_view' },
	{ name: '28 Days Click', value: '28d_click' },
	{ name: '7 Days Click', value: '7d_click' },
	{ name: 'Default', value: 'default', description: 'By the attribution setting of each ad set' },
	{ name: 'Incrementality', value: 'incrementality' },
	{ name: 'SKAdNetwork Click', value: 'skan_click' },
	{ name: 'SKAdNetwork View', value: 'skan_view' },
] as const;

/** Windows Meta no longer fills (since 2026-01-12), though its lists still name them. */
const REMOVED_WINDOWS = [
	'7d_view',
	'28d_view',
	'7d_view_all_conversions',
	'7d_view_first_conversion',
	'28d_view_all_conversions',
	'28d_view_first_conversion',
];

export const removedWindows = (windows: readonly string[]): string[] =>
	windows.filter((window) => REMOVED_WINDOWS.includes(window));

/** Windows that counts are told by. */
export const knownWindows = z.array(z.string()).superRefine((windows, context) => {
	const removedNames = removedWindows(windows);
	const unknown = windows.find(
		(window) => !(adsInsightsSpec.ActionAttributionWindows as readonly string[]).includes(window),
	);
	if (removedNames.length > 0) {
		problem(
			context,
			[],
			`“${removedNames.join('”, “')}” no longer exists: Meta removed it on 12 January 2026 and returns nothing for it`,
			'Use 1d_view, 1d_click, 7d_click or 28d_click.',
		);
	} else if (unknown !== undefined) {
		problem(context, [], `“${unknown}” is not a window Meta knows`, 'Choose from the list.');
	}
});

/** The one window that canonical columns count by. By an expression each ad set's own can be called what the other list calls it. */
export const countingWindow = z
	.enum(['value', ...windowOptions.map(({ value }) => value)])
	.transform((window) => (window === 'default' ? 'value' : window));
