import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

import { photographCanvas } from '../browser/canvas.mts';
import { EditorBench } from '../browser/editorBench.mts';

// The workflows as a newcomer sees them after the import: notes that can be read and nothing that covers something else.
// `UPDATE_IMAGES=1` opens all of them (or those of `RECIPES=one,other`) and takes the pictures of docs/recipes; otherwise a
// few are opened, as each takes seconds.

jest.setTimeout(180_000);

const all = readdirSync('workflows').map((file) => basename(file, '.json'));
const few = ['first-campaign', 'ask-and-propose'];
const chosen = process.env.RECIPES?.split(',') ?? (process.env.UPDATE_IMAGES ? all : few);

let bench: EditorBench;

beforeAll(async () => {
	bench = await EditorBench.open();
});

afterAll(async () => await bench?.close());

test.each(chosen)('%s: its notes can be read and cover nothing', async (name) => {
	await bench.openShipped(`${name}.json`);
	expect(await photographCanvas(bench.editor, name)).toEqual([]);
});
