import { renameField } from '../form/field';
import { formOf } from '../form/form';
import { optionsField, validateOnlyOption } from '../node/commonFields';
import { adAccountLocator } from '../node/pickers/locators';
import type { AdObjectKind } from './kind';

/** The form of an operation on one object: the account, the object, whether only to check. */
export const targetForm = (kind: AdObjectKind, validateOnly = validateOnlyOption) =>
	formOf(adAccountLocator, renameField('id', kind.locator), optionsField(validateOnly));
