import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { kindsWithoutHeading, quotedSentences, withMessages } from './troublePage.mts';

const path = join('docs', 'development', 'messages.md');
const symptoms = join('docs', 'when-something-goes-wrong.md');

it('has every message that the nodes can give for an answer of Meta’s', () => {
	const page = readFileSync(path, 'utf8');
	if (process.env.UPDATE) writeFileSync(path, withMessages(page));
	expect(readFileSync(path, 'utf8')).toBe(withMessages(page));
	expect(kindsWithoutHeading()).toEqual([]);
});

it('the page of symptoms quotes only sentences that a node says', () => {
	const source = readdirSync('nodes', { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => readFileSync(join('nodes', file), 'utf8'))
		.join('\n');
	const sentences = quotedSentences(readFileSync(symptoms, 'utf8'));
	expect(sentences.length).toBeGreaterThan(8);
	expect(sentences.filter((sentence) => !sentence.split('…').every((part) => source.includes(part.trim())))).toEqual(
		[],
	);
});
