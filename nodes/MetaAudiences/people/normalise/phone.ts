import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberWithError } from '../../../shared/vendor/phoneNumbers';
import { isRounded, refuse, type Normalised } from './value';

/** Words before an extension that the library does not know, in the languages of the column names. */
const extension = /\s*(?:durchwahl|dw|poste|ramal|interno|intern|toestel|wewn\.?|anschluss)\.?:?\s*\d{1,6}\s*$/i;

/** E.164: at most 15 digits; Meta's own tools refuse fewer than seven. */
const digitsOfNumber = /^[1-9]\d{6,14}$/;

/**
 * PHONE: digits only, with the country code and without its leading zeros (Meta: "Customer file custom audiences": remove
 * symbols, letters and leading zeros, include the country code). Read by Google's rules for every country (libphonenumber):
 * national numbers get the code of `country`, the trunk zero in "+44 (0)20 …" goes, Italy's zero stays, an extension is left out.
 *
 * @param country ISO code in lowercase that national numbers belong to; '' when it is not known
 */
export function phone(text: string, country: string): Normalised {
	if (isRounded(text)) return refuse('was rounded by a spreadsheet: format the column as text there');
	const asked = country.toUpperCase();
	const region = country !== '' && isSupportedCountry(asked) ? asked : undefined;
	const plainText = text.replace(/^(?:tel|phone)\s*[.:]+\s*/i, '').replace(extension, '').replace(/(\d)\.0$/, '$1');
	if (!/\d|\p{Nd}/u.test(plainText)) return refuse('is not a phone number');
	const found = international(plainText, region) ?? (region === undefined ? withoutPlus(plainText) : national(plainText, region));
	if (found !== undefined) return found;
	return refuse(region === undefined ? 'is not a phone number with its country code: add the code, or set Default Country' : 'is not a phone number of its country, nor one with a country code');
}

/** Numbers that say which country they are of: "+49 …", "0049 …". */
function international(text: string, region: string | undefined): string | undefined {
	const marked = /^[\s(]*(?:[+\uFF0B]|00(?=[1-9\s(.-]))/.exec(text);
	if (!marked) return undefined;
	// In a few countries 00 is a way to write a national number's start: those fall back to the national reading.
	return numberIn(`+${text.slice(marked[0].length)}`) ?? (region === undefined ? undefined : numberIn(text, region));
}

function national(text: string, region: string): string | undefined {
	const found = numberIn(text, region);
	const typed = text.replace(/\D/g, '');
	if (!typed.startsWith(getCountryCallingCode(region)) || found === typed) return found ?? withoutPlus(text);
	// "49170…" in Germany can be read both ways. Where national numbers are written with a trunk prefix and this one is
	// not, it is the country code without its plus.
	const whole = parsed(`+${typed}`);
	const asWritten = found === undefined ? '' : (parsed(`+${found}`)?.formatNational().replace(/\D/g, '') ?? '');
	return whole?.isValid() === true && asWritten !== typed ? numberIn(`+${typed}`) : (found ?? withoutPlus(text));
}

/** A country code without its plus. North America's is believed by its length: Meta's own example is of no real area. */
function withoutPlus(text: string): string | undefined {
	const digits = text.replace(/\D/g, '');
	if (digits.startsWith('0')) return undefined;
	const found = parsed(`+${digits}`);
	return found?.isValid() === true || /^1[2-9]\d{2}[2-9]\d{6}$/.test(digits) ? numberIn(`+${digits}`) : undefined;
}

/** Mexican mobiles lost the 1 before their ten digits in 2019; address books still have it. */
const mexico = /^(\+52|)[\s.-]*1(?=(?:[\s().-]*\d){10}$)/;

/** Shorter ones have the length of a number in some countries, but are taken only if they are in use there. */
const SHORTEST_UNSURE = 7;

/** The library throws for everything that is no number, and for nothing else. */
function parsed(text: string, region?: string): ReturnType<typeof parsePhoneNumberWithError> | undefined {
	try {
		return parsePhoneNumberWithError(text, region);
	} catch {
		return undefined;
	}
}

/** What people type to get past a form; as a number, all of them would be one person. */
const filler = /^(\d)\1{5,}$|^0?123456789?0?$/;

function numberIn(text: string, region?: string): string | undefined {
	const today = text.startsWith('+52') || region === 'MX' ? text.replace(mexico, '$1') : text;
	const found = parsed(today, region);
	if (found?.isPossible() !== true) return undefined;
	// Whether a number is in use costs as much as reading it: asked only where its length alone says too little.
	const short = found.nationalNumber.length < SHORTEST_UNSURE;
	if ((short || region !== undefined) && !found.isValid() && (short || parsed(found.number)?.isPossible() !== true)) return undefined;
	if (filler.test(found.nationalNumber)) return undefined;
	const digits = found.number.slice(1);
	return digitsOfNumber.test(digits) ? digits : undefined;
}
