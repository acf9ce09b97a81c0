import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { guards } from '../../../nodes/MetaBudgetGuard/policy/decide.ts';
import { adviceByCause, adviceByGuard, adviceOn } from '../../../nodes/MetaBudgetGuard/steps/heldAdvice.ts';

/** Where a hold that lasts sends people. */

const FOLDER = 'nodes/MetaBudgetGuard';
const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts'))
	.map((file) => readFileSync(join(FOLDER, file), 'utf8'));

/** Names under which a step is held, as the code has them. */
const namesIn = (pattern: RegExp): string[] =>
	sources.flatMap((source) => [...source.matchAll(pattern)].map(([, name = '']) => name));

const held = new Set([
	...guards.map(({ name }) => name),
	...namesIn(/\bguard: '(\w+)'/g),
	...namesIn(/\bheld(?:Ending|Before)\([^;]*?(?<!kind: )'(\w+)'/g),
	...namesIn(/\bunderGuard\('(\w+)'/g),
	...['rule', 'target'],
]);

/** What was not tried at all, or failed, is no hold of a week. */
const NEVER_LONG = ['failed', 'noChange'];

it.each([...held].filter((name) => !NEVER_LONG.includes(name)).sort())('%s has advice of its own', (name) => {
	expect(Object.keys(adviceByGuard)).toContain(name);
});

it('a cause goes before its guard, and a table is no object of JavaScript', () => {
	const reason = { effect: 'held', sentence: '' } as const;
	expect(adviceOn({ ...reason, guard: 'target', cause: 'tracking' })).toBe(adviceByCause.tracking);
	expect(adviceOn({ ...reason, guard: 'target' })).toBe(adviceByGuard.target);
	expect(adviceOn({ ...reason, guard: 'constructor' })).toMatch(/^Change what the reason names/);
});
