import { mayBeEmpty, notice, shownWhen } from '../../../shared/form/field';
import { beneficiaryField, payorField } from '../fields';
import { europeanUnion } from '../targeting/facts/countries';

const inEurope = { countries: [...europeanUnion] };

/**
 * What the chosen countries call for, asked where they are chosen. Under Additional Fields the two parties are always
 * offered. Regions, cities, ZIP codes and country groups reach the European Union as well, which a form cannot tell. What
 * a field holds that it hides, n8n drops.
 */
export const declarations = [
	shownWhen(
		inEurope,
		notice({
			name: 'europeNotice',
			text: 'Ads in the European Union must name who benefits and who pays.',
		}),
	),
	shownWhen(inEurope, mayBeEmpty(beneficiaryField)),
	shownWhen(inEurope, mayBeEmpty(payorField)),
	shownWhen(
		{ countries: ['AU', 'BR', 'IN', 'SG', 'TH', 'TW'] },
		notice({
			name: 'regionsNotice',
			text: 'Ads in Brazil, Singapore, Taiwan and Thailand, and for financial services in Australia and India, are declared: add Regional Declarations under Additional Fields.',
		}),
	),
] as const;
