import * as fc from 'fast-check';
import { ServerSideUtils } from 'facebook-nodejs-business-sdk';

import { cityOfEvent, stateOfEvent } from '../../nodes/MetaConversions/event/reading/userData.ts';
import { city } from '../../nodes/meta/people/normalise/city.ts';
import { stateOfFile } from '../../nodes/meta/people/normalise/state.ts';
import { normalizeZip } from '../../nodes/meta/people/normalise/zip.ts';

/**
 * Places as Meta's own client writes them before it hashes. It takes lowercase text; for customer files it has no rule, where
 * Meta's page and its client in Python have a–z alone (facebook-python-business-sdk, customaudiencemixin.py).
 */
const sdk = ServerSideUtils as unknown as Record<
	'normalizeCity' | 'normalizeState' | 'normalizeZip',
	(text: string) => string
>;

const inAToZ = (text: string): string => text.replace(/[^a-zA-Z]/g, '');

/** Names of many scripts, with the marks of which Meta's page and its client say the same. */
const place = fc
	.array(
		fc.constantFrom(
			...'abcxyzABCéÉßøñçłžäöüÅ'.split(''),
			...'東京都МоскваКиївΑθήνα서울दिल्लीالقاهرةกรุงเทพ'.split(''),
			...' -.()0159'.split(''),
		),
		{ maxLength: 30 },
	)
	.map((letters) => letters.join('').normalize('NFC'));

it('cities and states of events are as Meta’s client sends them, in every script', () => {
	fc.assert(
		fc.property(place, (text) => {
			const lower = text.toLowerCase();
			expect(cityOfEvent(text)).toBe(sdk.normalizeCity(lower));
			expect(stateOfEvent(text, 'jp')).toBe(sdk.normalizeState(lower));
		}),
		{ numRuns: 2_000 },
	);
});

it('of customer files they are the same with a–z alone, and blank where there is no such letter', () => {
	fc.assert(
		fc.property(place, (text) => {
			const lower = text.toLowerCase();
			expect(city(text)).toBe(inAToZ(sdk.normalizeCity(lower)));
			expect(stateOfFile(text, 'jp')).toBe(inAToZ(sdk.normalizeState(lower)));
		}),
		{ numRuns: 2_000 },
	);
	expect([city('東京'), stateOfFile('東京都', 'jp')]).toEqual(['', '']);
});

it.each(['94035', '94035-1234', 'm1 1ae', 'ec1a 1bb', '75018', '1987', 'k1a 0b1', '1012 ab'])(
	'the postal code %s is as Meta’s client sends it',
	(code) => expect(normalizeZip(code, /^\d{5}-/.test(code) ? 'us' : '')).toBe(sdk.normalizeZip(code)),
);

it('a code with a dash elsewhere goes whole, as Meta’s page has it; its client would send a tenth of Poland', () => {
	expect([normalizeZip('00-950', 'pl'), sdk.normalizeZip('00-950')]).toEqual(['00950', '00']);
});
