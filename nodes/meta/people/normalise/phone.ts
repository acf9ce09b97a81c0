import {
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberWithError,
} from '../../../shared/vendor/phoneNumbers';
import { isRounded, refuse, type NormalizedValue } from './value';

/**
 * More than any number with its extension. Longer texts, and RFC 3966's `;phone-context=`, can keep the library's patterns
 * busy for minutes: none of them gets so far.
 */
const LONGEST = 100;

/** What stands before a number: "Tel.", "Phone:", "Mobil:". */
const label = /^(?:tel|phone)\s*[.:]+\s*|^\p{L}[\p{L} .-]{0,20}:\s*/iu;

/** What stands behind one: an extension, as people and RFC 3966 write it, or a word in brackets. */
const tails: readonly RegExp[] = [
	/\(\p{L}[\p{L} .]{0,20}\)$/u,
	/;ext=\d{1,10}$/i,
	/(?:extension|extn?|x|#|durchwahl|dw|poste|ramal|interno|intern|toestel|wewn\.?|anschluss)\.?:?\s*\d{1,6}$/i,
	/(?<=\d)\.0$/,
];

/** What a number can hold besides its digits. */
const onlyNumber = /^[\p{Nd}+\s().,/-]+$/u;

/** A number with nothing around it, as most are: none of the patterns for labels and tails can match. */
const bareNumber = /^\+?[\d(][\d ()-]*\d$/;

/** E.164: at most 15 digits; Meta's own tools refuse fewer than seven. */
const digitsOfNumber = /^[1-9]\d{6,14}$/;

/** Why a number stays here of which nothing tells the country. Its reports count it by this. */
export const NO_COUNTRY = 'says no country: add its country code, a country column, or Default Country';

const noNumber = refuse('is not a phone number');

/**
 * PHONE: digits only, with the country code and without its leading zeros. Meta says so in "Customer file custom
 * audiences": remove symbols, letters and leading zeros, include the country code. Read by Google's rules for every
 * country (libphonenumber): national numbers get the code of `country`. The trunk zero in "+44 (0)20 …" goes, Italy's
 * zero stays, an extension is left out. Without a country nothing is guessed: the same digits are other people's in
 * other countries.
 *
 * @param country ISO code in lowercase that national numbers belong to; '' when it is not known
 */
export function phone(text: string, country: string): NormalizedValue {
	if (text.length > LONGEST) return refuse('is longer than a phone number');
	if (isRounded(text)) return refuse('was rounded by a spreadsheet: format the column as text there');
	const number = numberOnly(text);
	if (number === undefined) return noNumber;
	const countryCode = country.toUpperCase();
	const region = country !== '' && isSupportedCountry(countryCode) ? countryCode : undefined;
	const phoneNumber = international(number, region) ?? (region === undefined ? undefined : national(number, region));
	if (phoneNumber !== undefined) return phoneNumber;
	if (region !== undefined) return refuse('is not a phone number of its country, nor one with a country code');
	return refuse(plusMark.test(number) ? 'is not a phone number of the country it names' : NO_COUNTRY);
}

/** The number without what people write around it; undefined when there is more in it than one number. */
function numberOnly(text: string): string | undefined {
	if (bareNumber.test(text)) return text;
	const plain = text
		.normalize('NFKC')
		.replace(/[\u2010-\u2015\u2212]/g, '-')
		.trim()
		.replace(label, '');
	const bare = tails.reduce((rest, tail) => rest.replace(tail, '').trimEnd(), plain);
	// The library takes what follows a comma for digits that are dialled later.
	return onlyNumber.test(bare) && /\p{Nd}/u.test(bare) ? bare.replace(/,/g, ' ') : undefined;
}

/** Numbers that say which country they are of: "+49 …", "0049 …". */
const plusMark = /^[\s(]*(?:\+|00(?=[1-9\s(.-]))/;

function international(text: string, region: string | undefined): string | undefined {
	const mark = plusMark.exec(text);
	if (!mark) return undefined;
	// In a few countries 00 is a way to write a national number's start: those fall back to the national reading.
	return numberIn(`+${text.slice(mark[0].length)}`) ?? (region === undefined ? undefined : numberIn(text, region));
}

function national(text: string, region: string): string | undefined {
	const nationalNumber = numberIn(text, region);
	const digits = text.replace(/\D/g, '');
	if (!digits.startsWith(getCountryCallingCode(region)) || nationalNumber === digits) return nationalNumber;
	// "49170…" in Germany can be read both ways. Where national numbers are written with a trunk prefix and this one is
	// not, it is the country code without its plus. Of another country's code that cannot be known.
	const whole = parseNumber(`+${digits}`);
	const asWritten =
		nationalNumber === undefined ? '' : (parseNumber(`+${nationalNumber}`)?.formatNational().replace(/\D/g, '') ?? '');
	return whole?.isValid() === true && asWritten !== digits ? numberIn(`+${digits}`) : nationalNumber;
}

/** Mexican mobiles lost the 1 before their ten digits in 2019; address books still have it. */
const mexico = /^(\+52|)[\s.-]*1(?=(?:[\s().-]*\d){10}$)/;

/** Shorter ones have the length of a number in some countries, but are taken only if they are in use there. */
const SHORTEST_UNSURE = 7;

/** The library throws for everything that is no number, and for nothing else. */
function parseNumber(text: string, region?: string): ReturnType<typeof parsePhoneNumberWithError> | undefined {
	try {
		return parsePhoneNumberWithError(text, region);
	} catch {
		return undefined;
	}
}

/** Whether digits are a whole phone number with its country code. North America's is believed by its length. */
export const isNumberInFull = (text: string): boolean =>
	/^[1-9]\d{9,14}$/.test(text) && (parseNumber(`+${text}`)?.isValid() === true || /^1[2-9]\d{2}[2-9]\d{6}$/.test(text));

/**
 * The zero in "+420 (0)601 123 456" and in Poland's old "0512 345 678", where no number in use begins with one: without it
 * the number is one. Italy's zeros belong to the number.
 */
function withoutTrunkZero(phoneNumber: ReturnType<typeof parseNumber>): ReturnType<typeof parseNumber> {
	if (phoneNumber?.nationalNumber.startsWith('0') !== true || phoneNumber.isValid()) return phoneNumber;
	const callingCode = phoneNumber.number.slice(0, -phoneNumber.nationalNumber.length);
	const bare = parseNumber(callingCode + phoneNumber.nationalNumber.replace(/^0+/, ''));
	return bare?.isValid() === true ? bare : phoneNumber;
}

/** What people type to get past a form; as a number, all of them would be one person. */
const filler = /^(\d)\1{5,}$|^0?123456789?0?$/;

function numberIn(text: string, region?: string): string | undefined {
	const today = text.startsWith('+52') || region === 'MX' ? text.replace(mexico, '$1') : text;
	const phoneNumber = withoutTrunkZero(parseNumber(today, region));
	if (phoneNumber?.isPossible() !== true) return undefined;
	// Whether a number is in use costs as much as reading it: asked only where its length alone says too little.
	const short = phoneNumber.nationalNumber.length < SHORTEST_UNSURE;
	if (
		(short || region !== undefined) &&
		!phoneNumber.isValid() &&
		(short || parseNumber(phoneNumber.number)?.isPossible() !== true)
	)
		return undefined;
	if (filler.test(phoneNumber.nationalNumber)) return undefined;
	const digits = phoneNumber.number.slice(1);
	return digitsOfNumber.test(digits) ? digits : undefined;
}
