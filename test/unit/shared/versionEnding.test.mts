import { versionEnding } from '../../../nodes/shared/spec/version.ts';

describe('the end of an API version', () => {
	it.each([
		['v25.0', '2026-12-30', null],
		[
			'v25.0',
			'2027-01-01',
			/^The API version v25\.0 in the credential ends on 2027-02-23\. Choose v26\.0 or a newer one/,
		],
		['v25.0', '2027-02-24', /ended on 2027-02-23/],
		['v26.0', '2027-02-24', null],
		['v31.0', '2027-02-24', null],
	])('%s on %s', (version, day, said) => {
		const sentence = versionEnding(version, Date.parse(day));
		if (said === null) expect(sentence).toBeNull();
		else expect(sentence).toMatch(said);
	});
});
