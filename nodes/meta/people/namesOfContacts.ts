import { country } from './normalise/country';
import { gender } from './normalise/gender';
import { isRefusedValue } from './normalise/value';

/** A table without a header has its first contact in the place of the names of columns. */
export const isOfContact = (name: string): boolean =>
	name.includes('@') || /^\d{4,}$/.test(name) || isAnswer.test(name) || isOfPerson(name);

const isAnswer = /^(?:ja|nein|yes|no|oui|non|s[ií]|true|false|wahr|falsch)$/i;

/** A title or a country in a name's place is the first row's. */
const isOfPerson = (name: string): boolean =>
	name.length > 2 && (gender(name) !== '' || (name.length > 3 && !isRefusedValue(country(name))));
