import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

/** Pieces of a file, one after the other; each may be asked for again from its start, none from before it. */
export interface Chunks {
	readonly size: number;
	/** Bytes from..to (exclusive). Pieces are asked for in order. */
	readonly read: (from: number, to: number) => Promise<Uint8Array>;
	readonly close: () => void;
}

/** Read from storage in pieces of this size, so that no more than one piece and a bit is in memory. */
const READ_SIZE = 1024 * 1024;

type Stream = AsyncIterable<Uint8Array> & { destroy(): void };

/** A file that n8n keeps in memory is here as a whole anyway. */
async function inMemory(n8n: IExecuteFunctions, index: number, field: string): Promise<Chunks> {
	const whole = await n8n.helpers.getBinaryDataBuffer(index, field);
	return { size: whole.length, read: async (from, to) => whole.subarray(from, to), close: () => undefined };
}

/**
 * A file in n8n's storage, read as a stream. A piece is kept until the next one is asked for, so that it can be sent
 * again. Going back further opens the file again.
 */
export class StreamedFile implements Chunks {
	private stream: Stream | undefined;
	private parts: AsyncIterator<Uint8Array> | undefined;
	/** Bytes read and not given out for good yet, and where they begin in the file. */
	private heldBytes: Uint8Array = new Uint8Array();
	private heldFrom = 0;

	constructor(
		readonly size: number,
		private readonly open: () => Promise<Stream>,
	) {}

	readonly read = async (from: number, to: number): Promise<Uint8Array> => {
		if (from < this.heldFrom || this.parts === undefined) await this.restart();
		const collected: Uint8Array[] = [this.heldBytes];
		let end = this.heldFrom + this.heldBytes.length;
		while (end < to) {
			const part = await this.parts?.next();
			if (part === undefined || part.done) throw new Error(`The file ends after ${end} of ${this.size} bytes`);
			// What lies before the piece is not kept.
			if (end + part.value.length <= from) {
				this.heldFrom = end + part.value.length;
				collected.length = 0;
			} else collected.push(part.value);
			end += part.value.length;
		}
		const bytes = Buffer.concat(collected);
		const skipped = from - this.heldFrom;
		this.heldBytes = bytes.subarray(skipped);
		this.heldFrom = from;
		return this.heldBytes.subarray(0, to - from);
	};

	readonly close = (): void => this.stream?.destroy();

	private async restart(): Promise<void> {
		this.close();
		this.stream = await this.open();
		this.parts = this.stream[Symbol.asyncIterator]();
		this.heldBytes = new Uint8Array();
		this.heldFrom = 0;
	}
}

/** The file of an item, to be read piece by piece where n8n's storage can do that (filesystem, S3). */
export async function fileChunksOf(
	n8n: IExecuteFunctions,
	index: number,
	field: string,
	{ id, bytes }: IBinaryData,
): Promise<Chunks> {
	if (id === undefined || isDatabase(id)) return await inMemory(n8n, index, field);
	const size = bytes ?? (await n8n.helpers.getBinaryMetadata(id)).fileSize;
	return new StreamedFile(size, async () => (await n8n.helpers.getBinaryStream(id, READ_SIZE)) as unknown as Stream);
}

/** n8n names the storage in front of the file's ID. In a database a file is always read whole. */
const isDatabase = (id: string): boolean => id.startsWith('database:');

/** Whether the whole file has to be in memory to be read. */
export const isReadWhole = ({ id }: IBinaryData): boolean => id === undefined || isDatabase(id);
