import { wantedStatus } from '../../../nodes/shared/adObject/change/wanted.ts';

it.each<[unknown, string]>([
	['ACTIVE', 'active'],
	[undefined, 'unknown'],
	[{}, 'unknown'],
])('a change tells the status %p as %s', (status, words) => {
	expect(wantedStatus('PAUSED').inWords({ status })).toBe(words);
});
