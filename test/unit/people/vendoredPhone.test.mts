import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import { parsePhoneNumberWithError as installed, type CountryCode } from 'libphonenumber-js/min';

import { parsePhoneNumberWithError as vendored } from '../../../nodes/shared/vendor/phoneNumbers.ts';

/** What ships is the library's build for today's engines; each number has to come out as of its usual one. */

/** What the nodes ask of a number; of none, why. */
function told(parse: typeof vendored, text: string, country?: string): unknown {
	try {
		const number = parse(text, country);
		const { number: e164, nationalNumber } = number;
		return [e164, nationalNumber, number.isPossible(), number.isValid(), number.formatNational()];
	} catch (error) {
		return (error as Error).message;
	}
}

const usual = (text: string, country?: string) => installed(text, country as CountryCode | undefined);
const countries = Object.keys(examples) as CountryCode[];

const exampleOf = (country: CountryCode) => usual(examples[country], country);

const written = fc.constantFrom(...countries).chain((country) => {
	const number = exampleOf(country);
	const forms = [number.number, number.nationalNumber, number.formatNational(), number.formatInternational()];
	return fc.record({ country: fc.constantFrom(country, ...countries), text: fc.constantFrom(...forms) });
});

/** Signs that are put in, taken out or changed at some place. */
const slip = fc.record({
	at: fc.nat(20),
	out: fc.nat(2),
	sign: fc.constantFrom('', '0', '00', '1', '9', ' ', '-', '(', ')', '+', '.', '/', ' ext. 5', ';ext=12', '٣', 'a'),
});

it('an example of every country comes out the same', () => {
	expect(countries.length).toBeGreaterThan(200);
	for (const country of countries) {
		const { number, nationalNumber } = exampleOf(country);
		for (const text of [number, nationalNumber])
			expect(told(vendored, text, country)).toEqual(told(usual as typeof vendored, text, country));
	}
});

it('so do slips of the pen and numbers of other countries', () => {
	fc.assert(
		fc.property(written, fc.array(slip, { maxLength: 3 }), fc.boolean(), ({ country, text }, slips, isAsked) => {
			const typed = slips.reduce((now, { at, out, sign }) => now.slice(0, at) + sign + now.slice(at + out), text);
			const region = isAsked ? country : undefined;
			expect(told(vendored, typed, region)).toEqual(told(usual as typeof vendored, typed, region));
		}),
		{ numRuns: 500 },
	);
});
