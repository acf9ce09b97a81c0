import { hashes, people, useMemberBench } from '../support/members.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Two runs of one n8n that replace one list at the same moment. */

const { change, emails } = useMemberBench();

const WAITED = /^Another run replaced this list at the same moment\. This one waited for it/;
const notesOf = (hints: ReadonlyArray<{ readonly message: string }>): string[] => hints.map(({ message }) => message);

it.each(['replace', 'sync'] as const)('%s: one after the other, and the second says so', async (operation) => {
	const both = await Promise.all(['one', 'other'].map(async (name) => await change(operation, people(name, 25))));
	expect(both.map(({ error }) => error?.message)).toEqual([undefined, undefined]);
	const waited = both.map(({ hints }) => notesOf(hints).some((note) => WAITED.test(note)));
	expect(waited).toEqual([false, true]);
	// Nobody of the first is left among those of the second.
	expect(emails()).toEqual(hashes('other', 25));
});

it('a run after the other says nothing of it', async () => {
	await change('replace', people('one', 25));
	expect(notesOf((await change('replace', people('other', 25))).hints).filter((note) => WAITED.test(note))).toEqual([]);
});
