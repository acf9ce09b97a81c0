import { parameterError } from '../graph/language/graphError.mts';
import type { JsonObject } from '../graph/language/jsonObjects.mts';

const STRATEGIES = ['DEEP_RENAME', 'ONLY_TOP_LEVEL_RENAME', 'NO_RENAME'];

/** `rename_options` (Meta: reference/ad-campaign-group/copies). */
export interface Rename {
	strategy: string;
	prefix: string;
	suffix: string;
}

export function readRename(options: JsonObject = {}): Rename {
	const { rename_strategy: strategy = 'ONLY_TOP_LEVEL_RENAME', rename_prefix: prefix, rename_suffix: suffix } = options;
	if (!STRATEGIES.includes(String(strategy))) {
		throw parameterError(
			`Param rename_options[rename_strategy] must be one of {${STRATEGIES.join(', ')}}`,
			'rename_options',
		);
	}
	// Without a suffix Meta appends "- Copy" in the account's language, no matter the prefix (Meta: reference/adgroup/copies).
	return {
		strategy: String(strategy),
		prefix: typeof prefix === 'string' ? prefix : '',
		suffix: typeof suffix === 'string' ? suffix : ' - Copy',
	};
}

export function nameOf(name: string, { strategy, prefix, suffix }: Rename, isTop: boolean): string {
	const isRenamed = strategy === 'DEEP_RENAME' || (strategy === 'ONLY_TOP_LEVEL_RENAME' && isTop);
	return isRenamed ? `${prefix}${name}${suffix}` : name;
}
