/**
 * What an installed package may import: n8n offers these modules to every community node, and its lint allows no
 * others. Everything else, the SDK and each devDependency included, is simply not there on a user's machine.
 *
 * Source: @n8n/eslint-plugin-community-nodes, rule no-restricted-imports (moment is allowed too; luxon replaces it here).
 */
export const OFFERED_MODULES = ['n8n-workflow', 'lodash', 'luxon', 'p-limit', 'zod'] as const;

const BUILT_IN = ['crypto', 'node:crypto'];

/** Whether an installed package can count on this import: a relative path, or a module (or a file of one) n8n offers. */
export function isOffered(specifier: string): boolean {
	if (/^\.\.?\//.test(specifier) || BUILT_IN.includes(specifier)) return true;
	return OFFERED_MODULES.some((name) => specifier === name || specifier.startsWith(`${name}/`));
}
