import { GraphFailure } from '../../../nodes/shared/graph/error.ts';
import { InputProblem } from '../../../nodes/shared/form/problem.ts';
import { nodeError } from '../../../nodes/shared/node/outputs.ts';
import { tagless } from '../../../nodes/shared/words.ts';

// n8n's editor shows what an error advises as HTML, with its links.
const LINK = '<a href="https://evil.example">Log in</a>';
const node = { id: '1', name: 'Node', type: 'n', typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };
const form = { properties: [], parse: () => ({}) } as never;

it.each([
	new GraphFailure({ kind: 'invalidParameter', message: 'No', advice: `Delete the ad set ${LINK}.` }),
	new InputProblem(['name'], 'is taken', `Delete the ad set ${LINK}.`),
])('a name in what an error advises is no link in the editor (%#)', (failure) => {
	const error = nodeError({ getNode: () => node }, failure, { form }, 0, `1 item was made: ${LINK}`);
	const { description } = error as { description?: string | null };
	expect(description).toContain('Log in');
	expect(description).toContain('1 item was made');
	expect(description).not.toMatch(/<[a-z/!?]/i);
});

it('other brackets stay as they are', () => {
	for (const text of ['3 < 5', 'a <3', 'x -> y', '< b']) expect(tagless(text)).toBe(text);
	expect(tagless(tagless(LINK))).toBe(tagless(LINK));
});
