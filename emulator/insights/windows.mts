import { AdsInsights } from 'facebook-nodejs-business-sdk';
import { parameterError } from '../graphError.mts';
import type { Params } from '../params.mts';
import type { Part } from './facts.mts';

/**
 * Windows that hold numbers. 7d_view and 28d_view are still taken and hold none since 2026-01-12 (Meta: ads blog
 * 2025-10-16); dda and the skan ones need accounts the emulator does not have.
 */
export const WINDOW_PARTS: Record<string, readonly Part[]> = {
	'1d_click': ['click1'],
	'7d_click': ['click1', 'click7'],
	'28d_click': ['click1', 'click7', 'click28'],
	'1d_view': ['view1'],
	'1d_ev': ['engaged1'],
};

/** In spec v25.0 and SDK 26.0.0's public source. */
const NEWER = ['incrementality', 'incrementality_all_conversions', 'incrementality_first_conversion', 'custom'];
const KNOWN = [...Object.values(AdsInsights.ActionAttributionWindows), ...NEWER];

export function readWindows(params: Params): { windows: string[]; bySetting: boolean } {
	const windows = params.listOf('action_attribution_windows', KNOWN) ?? [];
	// Removed as a window of its own on 2025-06-10 (Meta: marketing-api/insights/best-practices); code: as any unknown value.
	if (windows.includes('inline')) throw parameterError('Param action_attribution_windows: inline is not supported');
	const named = windows.filter((window) => window !== 'default');
	return { windows: named, bySetting: named.length === 0 || named.length < windows.length };
}
