import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { credentialTestRules } from '../../../credentials/credentialTest.ts';
import { tokenPermissions } from '../../../nodes/MetaAds/account/access/permissions.ts';
import { explanations } from '../../../nodes/shared/graph/explanations/index.ts';

const page = readFileSync(join(process.cwd(), 'docs/connect-your-meta-account.md'), 'utf8');
const cellsOf = (text: string): Set<string> =>
	new Set(text.split('\n').flatMap((line) => line.split(/\||\. <br>/).map((cell) => cell.trim())));
const cells = cellsOf(page);
const messageCells = cellsOf(readFileSync(join(process.cwd(), 'docs/development/messages.md'), 'utf8'));
// A new message about access needs a row: that is where its reader looks next.
const aboutAccess = explanations.filter(({ kind }) => ['auth', 'permission'].includes(kind));

it.each((credentialTestRules ?? []).map(({ properties }) => properties.message))(
	'explains what the credential test says: %s',
	(message) => {
		expect(messageCells).toContain(message);
	},
);

it.each(['when-you-test-the-credential', 'the-token', 'permissions'])(
	'leads to all messages about access: %s',
	(section) => {
		expect(page).toContain(`](development/messages.md#${section})`);
	},
);

it.each([...new Set(aboutAccess.map(({ message }) => message))])('the page it leads to has: %s', (message) => {
	expect(messageCells).toContain(message);
});

it.each(tokenPermissions)('says what is blocked without $name', ({ name, blocks }) => {
	expect(cells).toContain(`\`${name}\``);
	expect(cells).toContain(`${blocks[0].toUpperCase()}${blocks.slice(1)}`);
});

it('leads to each of its own sections', () => {
	const anchors = page
		.split('\n')
		.filter((line) => line.startsWith('#'))
		.map((line) =>
			line
				.replace(/^#+ /, '')
				.toLowerCase()
				.replace(/[^\p{L}\p{N} -]/gu, '')
				.replace(/ /g, '-'),
		);
	for (const [, anchor] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
});
