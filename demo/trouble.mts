/**
 * What a person can do something about: shown as its one sentence, without a stack trace. Everything else that is
 * thrown is a fault of ours and keeps its stack.
 */
export class Trouble extends Error {}

const codeOf = (error: unknown): string => {
	if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code);
	return '';
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const sentences: Array<{ sign: RegExp; sentence: string }> = [
	{
		sign: /ENOSPC|SQLITE_FULL|EDQUOT/,
		sentence:
			'The disk is full: free some space (n8n itself needs about 3 GB the first time) and run the command again.',
	},
	{
		sign: /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT/,
		sentence:
			'npm could not reach its registry to download n8n: check the network connection (or proxy) and run the command again.',
	},
];

/** The sentence for a failure whose sign (an error code in a message or a program's output) is known. */
export function knownTrouble(text: string): Trouble | undefined {
	const known = sentences.find(({ sign }) => sign.test(text));
	return known && new Trouble(known.sentence);
}

/** Whatever was thrown, as what is shown to the person who ran the command. */
export function explain(error: unknown): string {
	if (error instanceof Trouble) return error.message;
	// A refused local connection is not a missing network, so only a full disk is recognised here.
	const diskFull = /ENOSPC|SQLITE_FULL|EDQUOT/.exec(`${codeOf(error)} ${messageOf(error)}`);
	if (diskFull) return knownTrouble(diskFull[0])?.message ?? messageOf(error);
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
