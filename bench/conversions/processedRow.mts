import type { RecordParts } from '../../nodes/MetaConversions/event/sending/eventRecord.ts';

/** A row that is read and written as a whole, as JSON, and holds the newest so many. */
export function inMemory(): RecordParts['store'] {
	let row = '[]';
	return {
		checkProcessedAndRecord: async (items, _scope, { maxEntries }) => {
			const known = new Set(JSON.parse(row) as string[]);
			const processed = items.filter((one) => known.has(String(one)));
			const fresh = items.filter((one) => !known.has(String(one)));
			row = JSON.stringify([...known, ...fresh.map(String)].slice(-(maxEntries ?? Infinity)));
			return await Promise.resolve({ new: fresh, processed });
		},
		removeProcessed: async (items) => {
			const gone = new Set(items.map(String));
			row = JSON.stringify((JSON.parse(row) as string[]).filter((one) => !gone.has(one)));
			return await Promise.resolve();
		},
		getProcessedDataCount: async () => await Promise.resolve((JSON.parse(row) as string[]).length),
		clearAllProcessedItems: async () => {
			row = '[]';
			return await Promise.resolve();
		},
	};
}
