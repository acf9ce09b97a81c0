import { rewordField, runWide } from '../../../shared/form/field';
import { customerListLocator } from '../../../shared/node/pickers/locators';
import { defaultCountryField } from '../../../meta/people/countryField';
import { optionsField } from '../../../shared/node/commonFields';
import { dryRunOption, limitsFields, outputField, readingOptions, restartOption } from './fields';

/** Whose contacts become those of the items: a part of them would take the others out. */
export const wholeListLocator = rewordField(customerListLocator, {
	hint: 'A customer list from Audience → Create or Ads Manager. Pass in all contacts (Return All): who is missing is removed.',
});

/** What replacing and syncing ask alike, after who belongs: all items are one list. */
export const wholeListFields = [
	defaultCountryField,
	...limitsFields('100'),
	outputField,
	// Who is left out of the list for a check of their own would be gone.
	optionsField(...readingOptions, runWide(dryRunOption), restartOption),
] as const;
