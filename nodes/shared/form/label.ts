import type { INodeProperties } from 'n8n-workflow';

/** The labels a reader sees on the way to a field: `Additional Fields → Stop Time`. */
export function labelOf(fields: readonly INodeProperties[], path: readonly PropertyKey[]): string {
	const labels: string[] = [];
	let level: readonly unknown[] = fields;
	for (const part of path) {
		if (typeof part === 'number') {
			labels.push(`row ${part + 1}`);
			continue;
		}
		const field = level.find((entry) => (entry as { name?: unknown }).name === part) as
			| { displayName?: string; options?: unknown[]; values?: unknown[] }
			| undefined;
		if (!field) break;
		// A repeating field's rows mostly bear its own name.
		if (field.displayName !== undefined && field.displayName !== labels.at(-1)) labels.push(field.displayName);
		level = field.values ?? field.options ?? [];
	}
	return labels.join(' → ') || String(path[0] ?? 'Parameters');
}
