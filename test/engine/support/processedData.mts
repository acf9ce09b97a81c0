import { createHash } from 'node:crypto';

import { DataDeduplicationService } from 'n8n-core';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

/**
 * n8n's table of processed data, as its own server keeps it: one row a node, which is read, changed and written as a whole,
 * so that what two write at the same moment can be lost; values as MD5, the newest so many. Who finds no row inserts one, and
 * of two who do the database refuses the second (n8n, packages/cli/src/deduplication/deduplication-helper.ts).
 */
class ProcessedData implements IDataDeduplicator {
	private readonly rows = new Map<string, string[]>();
	/** Milliseconds between reading a row and writing it, or until when that lasts. */
	gap: () => number | Promise<void> = () => 0;
	/** Told of each write: what a process that is killed there leaves behind. */
	onWrite: () => void = () => undefined;

	clear(): void {
		this.rows.clear();
		this.gap = () => 0;
		this.onWrite = () => undefined;
	}

	/** All that is stored, as text. */
	get text(): string {
		return JSON.stringify([...this.rows]);
	}

	get entries(): number {
		return [...this.rows.values()].flat().length;
	}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		{ maxEntries }: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		const output: IDeduplicationOutput = { new: [], processed: [] };
		await this.change(scope, context, (row) => {
			const stored = new Set(row);
			for (const item of items) {
				const hashed = md5(item);
				if (stored.has(hashed)) output.processed.push(item);
				else {
					output.new.push(item);
					stored.add(hashed);
				}
			}
			const all = [...stored];
			return maxEntries === undefined ? all : all.slice(-maxEntries);
		});
		return output;
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		if (!this.rows.has(keyOf(scope, context))) return;
		const gone = new Set(items.map(md5));
		await this.change(scope, context, (row) => row.filter((entry) => !gone.has(entry)));
	}

	async clearAllProcessedItems(scope: DeduplicationScope, context: ICheckProcessedContextData): Promise<void> {
		this.rows.delete(keyOf(scope, context));
	}

	async getProcessedDataCount(scope: DeduplicationScope, context: ICheckProcessedContextData): Promise<number> {
		return this.rows.get(keyOf(scope, context))?.length ?? 0;
	}

	private async change(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		turn: (row: readonly string[]) => string[],
	): Promise<void> {
		const key = keyOf(scope, context);
		const read = this.rows.get(key);
		const gap = this.gap();
		if (typeof gap !== 'number') await gap;
		else if (gap > 0) await new Promise((resolve) => setTimeout(resolve, gap));
		if (read === undefined && this.rows.has(key)) throw new Error('UNIQUE constraint failed: processed_data');
		this.rows.set(key, turn(read ?? []));
		this.onWrite();
	}
}

const md5 = (item: DeduplicationItemTypes): string => createHash('md5').update(String(item)).digest('base64');

const keyOf = (scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData): string =>
	`${workflow.id} ${scope === 'node' ? node?.id : ''}`;

/** Of this process; tests begin with it empty. */
export const processedData = new ProcessedData();

// n8n's service takes one for good; packages stay loaded from one test file to the next.
Object.assign(DataDeduplicationService, {
	instance: new (DataDeduplicationService as never as new (store: IDataDeduplicator) => DataDeduplicationService)(
		processedData,
	),
});
