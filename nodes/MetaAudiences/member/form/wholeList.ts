import { runWide } from '../../../shared/form/field';
import { defaultCountryField } from '../../../meta/people/countryField';
import { optionsField } from '../../../shared/node/commonFields';
import { dryRunOption, limitsFields, outputField, readingOptions, restartOption } from './fields';

/** What replacing and syncing ask alike, after who belongs: all items are one list. */
export const wholeListFields = [
	defaultCountryField,
	...limitsFields('100'),
	outputField,
	// Who is left out of the list for a check of their own would be gone.
	optionsField(...readingOptions, runWide(dryRunOption), restartOption),
] as const;
