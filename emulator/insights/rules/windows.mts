import { AdsInsights } from 'facebook-nodejs-business-sdk';
import { parameterError } from '../../graph/language/graphError.mts';
import type { Params } from '../../graph/language/params.mts';

/** In spec v25.0 and SDK 26.0.0's public source. */
const NEWER = ['incrementality', 'incrementality_all_conversions', 'incrementality_first_conversion', 'custom'];
const KNOWN = [...Object.values(AdsInsights.ActionAttributionWindows), ...NEWER];

/** The windows that are asked for by name. */
export function readWindows(params: Params): string[] {
	const windows = params.listOf('action_attribution_windows', KNOWN) ?? [];
	// Removed as a window of its own on 2025-06-10 (Meta: marketing-api/insights/best-practices); code: as any unknown value.
	if (windows.includes('inline')) throw parameterError('Param action_attribution_windows: inline is not supported');
	return windows.filter((window) => window !== 'default');
}
