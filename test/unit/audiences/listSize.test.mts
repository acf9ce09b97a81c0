import {
	expectedRows,
	fewestRows,
	LOOKED_BACK,
	type SizeEvidence,
} from '../../../nodes/MetaAudiences/member/upload/listSize.ts';
import type { UploadSession } from '../../../nodes/MetaAudiences/member/upload/session.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const LONG_AGO = NOW - 10 * 86_400_000;
const upload = (
	action: 'add' | 'replace',
	received: number | null,
	more: Partial<UploadSession> = {},
): UploadSession => ({
	id: '1',
	action,
	shares: null,
	stage: 'completed',
	progress: 100,
	received,
	invalid: 0,
	matched: null,
	startedAt: LONG_AGO,
	endedAt: LONG_AGO,
	...more,
});
const rowsOf = (sessions: readonly UploadSession[], audience: SizeEvidence['audience'] = {}) =>
	expectedRows({ audience, sessions, now: NOW });
const additions = (count: number): UploadSession[] => Array.from({ length: count }, () => upload('add', 1));

it('a list is as long as its last replacement and what came after', () => {
	expect(rowsOf([...additions(3), upload('replace', 900)])).toEqual({ isKnown: true, rows: 903 });
	expect(rowsOf(additions(3))).toEqual({ isKnown: true, rows: 3 });
});

it('what it began with is unknown where as many additions are seen as are looked back at', () => {
	expect(rowsOf(additions(LOOKED_BACK))).toMatchObject({ isKnown: false });
	expect(rowsOf([...additions(LOOKED_BACK - 1), upload('replace', 900)])).toMatchObject({ isKnown: true });
});

it.each([
	['failed', { stage: 'failed' }],
	['did not end', { endedAt: null }],
])('a replacement that %s can have left anything', (_how, more) => {
	expect(rowsOf([upload('add', 3), upload('replace', 5_000, more)])).toMatchObject({ isKnown: false });
});

test('of uploads in the same second nobody knows which was first: each bound takes the order that is safe for it', () => {
	const [added, replaced] = [upload('add', 1_000), upload('replace', 100)];
	for (const sessions of [
		[added, replaced],
		[replaced, added],
	]) {
		expect(rowsOf(sessions)).toEqual({ isKnown: true, rows: 1_100 });
		expect(fewestRows({ audience: {}, sessions, now: NOW })).toEqual({ isKnown: true, rows: 100 });
	}
});

test('two additions in one second, each with a removal beside it, leave whom they added', () => {
	const [one, other] = ['179500000000099', '179500000000199'];
	const pair = (number: string): UploadSession[] => [
		upload('add', 10, { id: `${number}1` }),
		{ ...upload('add', 3, { id: `${number}4` }), action: 'remove' },
	];
	const sessions = [...pair(one), ...pair(other)].reverse();
	expect(fewestRows({ audience: {}, sessions, now: NOW })).toEqual({ isKnown: true, rows: 10 });
});
