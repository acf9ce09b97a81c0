import { notice, shownWhen } from '../../shared/form/field';
import { europeanUnion } from './targeting/countries';

/**
 * What the chosen countries call for, said where they are chosen. The fields themselves are always offered: regions,
 * cities, ZIP codes and country groups under Targeting reach there as well, which a form cannot tell, and n8n drops what
 * a field holds that it hides.
 */
export const declarationNotices = [
	shownWhen(
		{ countries: [...europeanUnion] },
		notice({
			name: 'europeNotice',
			text: 'Ads in the European Union name who benefits and who pays: add EU Beneficiary and EU Payor under Additional Fields.',
		}),
	),
	shownWhen(
		{ countries: ['AU', 'BR', 'IN', 'SG', 'TH', 'TW'] },
		notice({
			name: 'regionsNotice',
			text: 'Ads in Brazil, Singapore, Taiwan and Thailand, and for financial services in Australia and India, are declared: add Regional Declarations under Additional Fields.',
		}),
	),
] as const;
